-- employees (keys: 1, rows: 3)
SELECT t.`emp_no` FROM `employees` AS t WHERE t.`emp_no` >= ? ORDER BY t.`emp_no` LIMIT ?;

-- now.aggregate (keys: 1, rows: 1)
SELECT COUNT(*), SUM(t.`salary`), COUNT(t.`salary`), SUM(t.`salary`) FROM `salaries` AS t WHERE (t.`to_date` = ? AND EXISTS (SELECT 1 FROM `employees` AS tr JOIN `dept_emp` AS trr ON trr.`emp_no` = tr.`emp_no` WHERE tr.`emp_no` = t.`emp_no` AND trr.`dept_no` = ?));

-- salaries.aggregate, salaries.totalCount (keys: 1, rows: 1)
SELECT COUNT(*), MIN(t.`salary`), MIN(t.`from_date`), MAX(t.`salary`), MAX(t.`to_date`), SUM(t.`salary`), COUNT(t.`salary`), SUM(t.`salary`) FROM `salaries` AS t;

-- employees.nodes.salaries.aggregate (keys: 3, rows: 2)
SELECT k.i, COUNT(*), MIN(t.`emp_no`), MIN(t.`from_date`), SUM(t.`salary`), COUNT(t.`salary`), SUM(t.`salary`) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `salaries` AS t WHERE t.`emp_no` = k.k0 GROUP BY k.i;

-- employees.nodes.since1991.totalCount (keys: 3, rows: 2)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `salaries` AS t WHERE t.`emp_no` = k.k0 AND t.`from_date` >= ? GROUP BY k.i;
