-- node (keys: 1, rows: 1)
SELECT k.i, t.`emp_no`, t.`title`, t.`from_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 VARCHAR(132) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[1]', k2 DATE PATH '$[2]')) AS k STRAIGHT_JOIN `titles` AS t ON t.`emp_no` = k.k0 AND t.`title` = k.k1 AND t.`from_date` = k.k2;

-- nodes (keys: 1, rows: 1)
SELECT 1, t.`dept_no`, t.`dept_name` FROM `departments` AS t WHERE t.`dept_no` = ?;

-- nodes (keys: 1, rows: 1)
SELECT 1, t.`emp_no`, t.`dept_no`, t.`from_date` FROM `dept_manager` AS t WHERE t.`emp_no` = ? AND t.`dept_no` = ?;

-- nodes (keys: 1, rows: 1)
SELECT k.i, t.`emp_no`, t.`dept_no` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `current_dept_emp` AS t ON t.`emp_no` = k.k0;

-- nodes (keys: 2, rows: 1)
SELECT k.i, t.`emp_no`, t.`salary`, t.`from_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]', k1 DATE PATH '$[1]')) AS k STRAIGHT_JOIN `salaries` AS t ON t.`emp_no` = k.k0 AND t.`from_date` = k.k1;

-- node.employee (keys: 1, rows: 1)
SELECT 1, t.`emp_no`, t.`first_name` FROM `employees` AS t WHERE t.`emp_no` = ?;
