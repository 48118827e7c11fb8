-- departments (keys: 1, rows: 6)
SELECT t.`dept_no`, t.`dept_name` FROM `departments` AS t ORDER BY t.`dept_name` LIMIT ?;

-- departments.nodes.assignments (keys: 6, rows: 10)
SELECT p.i, p.n, t.`emp_no`, t.`from_date` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0, s.o1, s.o2) AS n, s.c0, s.c1 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(40) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0, t.`dept_no` AS c1, t.`from_date` AS o0, t.`emp_no` AS o1, t.`dept_no` AS o2 FROM `dept_emp` AS t WHERE t.`dept_no` = k.k0 ORDER BY t.`dept_no`, t.`from_date`, t.`emp_no`, t.`dept_no` LIMIT ?) AS s) AS p STRAIGHT_JOIN `dept_emp` AS t ON t.`emp_no` = p.c0 AND t.`dept_no` = p.c1 WHERE p.n <= ?;

-- departments.nodes.managements, departments.nodes.managements.nodes.employee (keys: 6, rows: 4)
SELECT p.i, p.n, t.`emp_no`, t.`from_date`, ta0.`emp_no`, ta0.`first_name`, ta0.`last_name` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0, s.o1) AS n, s.c0, s.c1 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(40) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0, t.`dept_no` AS c1, t.`emp_no` AS o0, t.`dept_no` AS o1 FROM `dept_manager` AS t WHERE t.`dept_no` = k.k0 AND t.`to_date` >= ? ORDER BY t.`dept_no`, t.`emp_no`, t.`dept_no` LIMIT ?) AS s) AS p STRAIGHT_JOIN `dept_manager` AS t ON t.`emp_no` = p.c0 AND t.`dept_no` = p.c1 LEFT JOIN `employees` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`emp_no` = t.`emp_no` WHERE p.n <= ?;

-- departments.nodes.assignments.totalCount (keys: 6, rows: 6)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(40) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `dept_emp` AS t WHERE t.`dept_no` = k.k0 GROUP BY k.i;

-- departments.nodes.assignments.nodes.employee (keys: 8, rows: 8)
SELECT k.i, t.`emp_no`, t.`first_name`, t.`last_name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `employees` AS t ON t.`emp_no` = k.k0;

-- departments.nodes.assignments.nodes.employee.salaries (keys: 8, rows: 8)
SELECT k.i, t.`emp_no`, t.`salary`, t.`from_date`, t.`to_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0, t.`from_date` AS c1 FROM `salaries` AS t WHERE t.`emp_no` = k.k0 ORDER BY t.`emp_no` DESC, t.`emp_no` DESC, t.`from_date` DESC LIMIT ?) AS s STRAIGHT_JOIN `salaries` AS t ON t.`emp_no` = s.c0 AND t.`from_date` = s.c1;

-- departments.nodes.assignments.nodes.employee.titles (keys: 8, rows: 8)
SELECT p.i, p.n, t.`title` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0 DESC, s.o1 DESC, s.o2 DESC) AS n, s.c0, s.c1, s.c2 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0, t.`title` AS c1, t.`from_date` AS c2, t.`from_date` AS o0, t.`emp_no` AS o1, t.`title` AS o2 FROM `titles` AS t WHERE t.`emp_no` = k.k0 ORDER BY t.`emp_no`, t.`from_date` DESC, t.`emp_no` DESC, t.`title` DESC LIMIT ?) AS s) AS p STRAIGHT_JOIN `titles` AS t ON t.`emp_no` = p.c0 AND t.`title` = p.c1 AND t.`from_date` = p.c2 WHERE p.n <= ?;
