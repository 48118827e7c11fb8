-- employeesById (keys: 2, rows: 2)
SELECT k.i, t.`emp_no` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `employees` AS t ON t.`emp_no` = k.k0;

-- employeesById.after, employeesById.again (keys: 2, rows: 3)
SELECT p.i, p.n, t.`title`, t.`from_date` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0, s.o1, s.o2) AS n, s.c0, s.c1, s.c2 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0, t.`title` AS c1, t.`from_date` AS c2, t.`emp_no` AS o0, t.`title` AS o1, t.`from_date` AS o2 FROM `titles` AS t WHERE t.`emp_no` = k.k0 AND t.`from_date` >= ? ORDER BY t.`emp_no`, t.`emp_no`, t.`title`, t.`from_date` LIMIT ?) AS s) AS p STRAIGHT_JOIN `titles` AS t ON t.`emp_no` = p.c0 AND t.`title` = p.c1 AND t.`from_date` = p.c2 WHERE p.n <= ?;

-- employeesById.before (keys: 2, rows: 2)
SELECT p.i, p.n, t.`title` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0, s.o1, s.o2) AS n, s.c0, s.c1, s.c2 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0, t.`title` AS c1, t.`from_date` AS c2, t.`emp_no` AS o0, t.`title` AS o1, t.`from_date` AS o2 FROM `titles` AS t WHERE t.`emp_no` = k.k0 AND t.`from_date` < ? ORDER BY t.`emp_no`, t.`emp_no`, t.`title`, t.`from_date` LIMIT ?) AS s) AS p STRAIGHT_JOIN `titles` AS t ON t.`emp_no` = p.c0 AND t.`title` = p.c1 AND t.`from_date` = p.c2 WHERE p.n <= ?;

-- employeesById.newest (keys: 2, rows: 2)
SELECT p.i, p.n, t.`title`, t.`from_date` FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0 DESC, s.o1 DESC, s.o2 DESC) AS n, s.c0, s.c1, s.c2 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0, t.`title` AS c1, t.`from_date` AS c2, t.`from_date` AS o0, t.`emp_no` AS o1, t.`title` AS o2 FROM `titles` AS t WHERE t.`emp_no` = k.k0 ORDER BY t.`emp_no`, t.`from_date` DESC, t.`emp_no` DESC, t.`title` DESC LIMIT ?) AS s) AS p STRAIGHT_JOIN `titles` AS t ON t.`emp_no` = p.c0 AND t.`title` = p.c1 AND t.`from_date` = p.c2 WHERE p.n <= ?;

-- employeesById.salaries (keys: 2, rows: 2)
SELECT k.i, t.`emp_no`, t.`salary`, t.`from_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0, t.`from_date` AS c1 FROM `salaries` AS t WHERE t.`emp_no` = k.k0 ORDER BY t.`emp_no`, t.`emp_no`, t.`from_date` LIMIT ?) AS s STRAIGHT_JOIN `salaries` AS t ON t.`emp_no` = s.c0 AND t.`from_date` = s.c1;
