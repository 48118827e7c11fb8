-- all (keys: 1, rows: 4)
SELECT t.`emp_no`, t.`salary`, t.`from_date`, t.`to_date` FROM `salaries` AS t WHERE (t.`emp_no` > ? OR (t.`emp_no` = ? AND t.`from_date` > ?)) ORDER BY t.`emp_no`, t.`from_date` LIMIT ?;

-- allBackward (keys: 1, rows: 4)
SELECT t.`emp_no`, t.`salary`, t.`from_date`, t.`to_date` FROM `salaries` AS t WHERE (t.`emp_no` < ? OR (t.`emp_no` = ? AND t.`from_date` < ?)) ORDER BY t.`emp_no` DESC, t.`from_date` DESC LIMIT ?;

-- employee (keys: 1, rows: 1)
SELECT 1, t.`emp_no` FROM `employees` AS t WHERE t.`emp_no` = ?;

-- employee.after (keys: 1, rows: 2)
SELECT p.i, p.n, t.`emp_no`, t.`salary`, t.`from_date`, t.`to_date` FROM (SELECT s.i, ROW_NUMBER() OVER (PARTITION BY s.i ORDER BY s.o0, s.o1) AS n, s.c0, s.c1 FROM ((SELECT 1 AS i, t.`emp_no` AS c0, t.`from_date` AS c1, t.`emp_no` AS o0, t.`from_date` AS o1 FROM `salaries` AS t WHERE t.`emp_no` = ? AND (t.`emp_no` > ? OR (t.`emp_no` = ? AND t.`from_date` > ?)) ORDER BY t.`emp_no`, t.`emp_no`, t.`from_date` LIMIT ?)) AS s) AS p STRAIGHT_JOIN `salaries` AS t ON t.`emp_no` = p.c0 AND t.`from_date` = p.c1 WHERE p.n <= ?;

-- employee.between (keys: 1, rows: 2)
SELECT p.i, p.n, t.`emp_no`, t.`salary`, t.`from_date`, t.`to_date` FROM (SELECT s.i, ROW_NUMBER() OVER (PARTITION BY s.i ORDER BY s.o0, s.o1 DESC, s.o2 DESC) AS n, s.c0, s.c1 FROM ((SELECT 1 AS i, t.`emp_no` AS c0, t.`from_date` AS c1, t.`to_date` AS o0, t.`emp_no` AS o1, t.`from_date` AS o2 FROM `salaries` AS t WHERE t.`emp_no` = ? AND (t.`to_date` < ? OR (t.`to_date` = ? AND (t.`emp_no` > ? OR (t.`emp_no` = ? AND t.`from_date` > ?)))) AND (t.`to_date` > ? OR (t.`to_date` = ? AND (t.`emp_no` < ? OR (t.`emp_no` = ? AND t.`from_date` < ?)))) ORDER BY t.`emp_no`, t.`to_date`, t.`emp_no` DESC, t.`from_date` DESC LIMIT ?)) AS s) AS p STRAIGHT_JOIN `salaries` AS t ON t.`emp_no` = p.c0 AND t.`from_date` = p.c1 WHERE p.n <= ?;

-- employee.first (keys: 1, rows: 3)
SELECT 1, t.`emp_no`, t.`salary`, t.`from_date`, t.`to_date` FROM `salaries` AS t FORCE INDEX (`PRIMARY`) WHERE t.`emp_no` = ? ORDER BY t.`emp_no`, t.`emp_no`, t.`from_date` LIMIT ?;

-- employee.last (keys: 1, rows: 3)
SELECT k.i, t.`emp_no`, t.`salary`, t.`from_date`, t.`to_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0, t.`from_date` AS c1 FROM `salaries` AS t WHERE t.`emp_no` = k.k0 ORDER BY t.`emp_no`, t.`salary` DESC, t.`emp_no` DESC, t.`from_date` DESC LIMIT ?) AS s STRAIGHT_JOIN `salaries` AS t ON t.`emp_no` = s.c0 AND t.`from_date` = s.c1;
