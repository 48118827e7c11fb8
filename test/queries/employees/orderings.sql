-- byCurrent, byCurrent.nodes.current (keys: 1, rows: 3)
SELECT t.`emp_no`, to0.`from_date` FROM `employees` AS t LEFT JOIN `current_dept_emp` AS to0 ON to0.`emp_no` = t.`emp_no` ORDER BY to0.`from_date` DESC, t.`emp_no` LIMIT ?;

-- byGender (keys: 1, rows: 3)
SELECT t.`emp_no`, t.`birth_date`, t.`gender` FROM `employees` AS t ORDER BY t.`gender` DESC, t.`birth_date`, t.`emp_no` LIMIT ?;

-- byName (keys: 1, rows: 5)
SELECT t.`emp_no`, t.`dept_no`, to0.`dept_name`, to1.`last_name` FROM `dept_emp` AS t LEFT JOIN `departments` AS to0 ON to0.`dept_no` = t.`dept_no` LEFT JOIN `employees` AS to1 ON to1.`emp_no` = t.`emp_no` ORDER BY to0.`dept_name` DESC, to1.`last_name`, t.`emp_no`, t.`dept_no` LIMIT ?;

-- bySize (keys: 1, rows: 6)
SELECT t.`dept_no`, t.`dept_name`, (SELECT COUNT(*) FROM `dept_emp` AS tn WHERE tn.`dept_no` = t.`dept_no`) FROM `departments` AS t ORDER BY (SELECT COUNT(*) FROM `dept_emp` AS tn WHERE tn.`dept_no` = t.`dept_no`) DESC, t.`dept_no` LIMIT ?;

-- byTitles (keys: 1, rows: 3)
SELECT t.`emp_no`, (SELECT COUNT(*) FROM `titles` AS tn WHERE tn.`emp_no` = t.`emp_no`), (SELECT COUNT(*) FROM `salaries` AS tn WHERE tn.`emp_no` = t.`emp_no`) FROM `employees` AS t ORDER BY (SELECT COUNT(*) FROM `titles` AS tn WHERE tn.`emp_no` = t.`emp_no`) DESC, (SELECT COUNT(*) FROM `salaries` AS tn WHERE tn.`emp_no` = t.`emp_no`), t.`emp_no` LIMIT ?;

-- department (keys: 1, rows: 1)
SELECT 1, t.`dept_no` FROM `departments` AS t WHERE t.`dept_no` = ?;

-- fewestLast (keys: 1, rows: 3)
SELECT t.`emp_no`, (SELECT COUNT(*) FROM `titles` AS tn WHERE tn.`emp_no` = t.`emp_no`) FROM `employees` AS t ORDER BY (SELECT COUNT(*) FROM `titles` AS tn WHERE tn.`emp_no` = t.`emp_no`), t.`emp_no` DESC LIMIT ?;

-- department.assignments (keys: 1, rows: 3)
SELECT p.i, p.n, t.`emp_no`, t.`to_date`, p.x0 FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY (SELECT COUNT(*) FROM `salaries` AS to0n WHERE to0n.`emp_no` = to0.`emp_no`) DESC, t.`to_date` DESC, t.`emp_no`, t.`dept_no`) AS n, t.`emp_no` AS c0, t.`dept_no` AS c1, (SELECT COUNT(*) FROM `salaries` AS to0n WHERE to0n.`emp_no` = to0.`emp_no`) AS x0 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(40) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `dept_emp` AS t LEFT JOIN `employees` AS to0 ON to0.`emp_no` = t.`emp_no` WHERE t.`dept_no` = k.k0) AS p STRAIGHT_JOIN `dept_emp` AS t ON t.`emp_no` = p.c0 AND t.`dept_no` = p.c1 WHERE p.n <= ?;

-- byCurrent.nodes.current (keys: 3, rows: 3)
SELECT k.i, t.`from_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `current_dept_emp` AS t ON t.`emp_no` = k.k0;

-- bySize.nodes.assignments.totalCount (keys: 6, rows: 6)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(40) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `dept_emp` AS t WHERE t.`dept_no` = k.k0 GROUP BY k.i;

-- byTitles.nodes.titles.totalCount, fewestLast.nodes.titles.totalCount (keys: 6, rows: 5)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `titles` AS t WHERE t.`emp_no` = k.k0 GROUP BY k.i;
