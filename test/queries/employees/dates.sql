-- byEnd (keys: 1, rows: 11)
SELECT t.`emp_no`, t.`title`, t.`to_date` FROM `titles` AS t WHERE (t.`to_date` IS NOT NULL OR (t.`to_date` IS NULL AND (t.`title` < ? OR (t.`title` = ? AND (t.`emp_no` > ? OR (t.`emp_no` = ? AND t.`from_date` > ?)))))) ORDER BY t.`to_date`, t.`title` DESC, t.`emp_no`, t.`from_date` LIMIT ?;

-- hiredIn1989 (keys: 1, rows: 4)
SELECT t.`emp_no`, t.`hire_date` FROM `employees` AS t WHERE (t.`hire_date` <= ? AND t.`hire_date` >= ?) ORDER BY t.`hire_date`, t.`emp_no` LIMIT ?;

-- onThatDay (keys: 1, rows: 2)
SELECT t.`emp_no` FROM `employees` AS t WHERE t.`birth_date` IN (?, ?, ?, ?) ORDER BY t.`emp_no` LIMIT ?;

-- stillHeld (keys: 1, rows: 3)
SELECT t.`emp_no`, t.`title`, t.`from_date` FROM `titles` AS t WHERE t.`to_date` IS NULL ORDER BY t.`from_date` DESC, t.`emp_no`, t.`title` LIMIT ?;

-- forGood.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `dept_emp` AS t WHERE t.`to_date` = ?;

-- notUntil.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `titles` AS t WHERE t.`to_date` <> ?;

-- stillHeld.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `titles` AS t WHERE t.`to_date` IS NULL;
