-- assignment, never (keys: 2, rows: 1)
SELECT k.i, t.`from_date`, t.`to_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 VARCHAR(40) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[1]')) AS k STRAIGHT_JOIN `dept_emp` AS t ON t.`emp_no` = k.k0 AND t.`dept_no` = k.k1;

-- department (keys: 1, rows: 1)
SELECT 1, t.`dept_no`, t.`dept_name` FROM `departments` AS t WHERE t.`dept_no` = ?;

-- departmentByName (keys: 1, rows: 1)
SELECT 1, t.`dept_no`, t.`dept_name` FROM `departments` AS t WHERE t.`dept_name` = ?;

-- employee, employeesById (keys: 4, rows: 3)
SELECT k.i, t.`emp_no`, t.`birth_date`, t.`first_name`, t.`last_name`, t.`gender`, t.`hire_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `employees` AS t ON t.`emp_no` = k.k0;

-- salary (keys: 1, rows: 1)
SELECT k.i, t.`salary` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 DATE PATH '$[1]')) AS k STRAIGHT_JOIN `salaries` AS t ON t.`emp_no` = k.k0 AND t.`from_date` = k.k1;

-- title, titlesById (keys: 4, rows: 3)
SELECT k.i, t.`emp_no`, t.`title`, t.`from_date`, t.`to_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 VARCHAR(132) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[1]', k2 DATE PATH '$[2]')) AS k STRAIGHT_JOIN `titles` AS t ON t.`emp_no` = k.k0 AND t.`title` = k.k1 AND t.`from_date` = k.k2;
