-- hasLedOnly (keys: 1, rows: 2)
SELECT t.`emp_no` FROM `employees` AS t WHERE ((EXISTS (SELECT 1 FROM `dept_manager` AS tr WHERE tr.`emp_no` = t.`emp_no`)) = 1 AND (EXISTS (SELECT 1 FROM `dept_manager` AS tr WHERE tr.`emp_no` = t.`emp_no` AND (NOT (tr.`to_date` < ?)))) = 0) ORDER BY t.`emp_no` LIMIT ?;

-- leading (keys: 1, rows: 4)
SELECT t.`emp_no` FROM `employees` AS t WHERE (EXISTS (SELECT 1 FROM `dept_manager` AS tr WHERE tr.`emp_no` = t.`emp_no` AND tr.`to_date` > ?)) = 1 ORDER BY t.`emp_no` LIMIT ?;

-- ledByWhoNeverProduced (keys: 1, rows: 2)
SELECT t.`dept_name` FROM `departments` AS t WHERE (EXISTS (SELECT 1 FROM `dept_manager` AS tr WHERE tr.`dept_no` = t.`dept_no` AND (tr.`emp_no` IS NULL OR EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `employees` AS trr WHERE trr.`emp_no` = tr.`emp_no` AND (EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `dept_emp` AS trrr JOIN `departments` AS trrrr ON trrrr.`dept_no` = trrr.`dept_no` WHERE trrr.`emp_no` = trr.`emp_no` AND trrrr.`dept_no` = ?)) = 0)))) = 1 ORDER BY t.`dept_no` LIMIT ?;

-- never (keys: 1, rows: 4)
SELECT t.`emp_no`, t.`first_name` FROM `employees` AS t WHERE (t.`gender` = ? AND (EXISTS (SELECT 1 FROM `dept_manager` AS tr WHERE tr.`emp_no` = t.`emp_no`)) = 0) ORDER BY t.`emp_no` LIMIT ?;

-- ofProduction, ofProduction.nodes.employee (keys: 1, rows: 3)
SELECT t.`emp_no`, t.`from_date`, t.`to_date` FROM `dept_manager` AS t WHERE EXISTS (SELECT 1 FROM `departments` AS tr WHERE tr.`dept_no` = t.`dept_no` AND tr.`dept_name` = ?) ORDER BY t.`from_date` DESC, t.`emp_no`, t.`dept_no` LIMIT ?;

-- wellPaid (keys: 1, rows: 3)
SELECT t.`dept_no` FROM `departments` AS t WHERE ((NOT (t.`dept_no` = ?)) AND (EXISTS (SELECT 1 FROM `dept_emp` AS tr WHERE tr.`dept_no` = t.`dept_no` AND (tr.`emp_no` IS NULL OR EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `employees` AS trr WHERE trr.`emp_no` = tr.`emp_no` AND (EXISTS (SELECT /*+ NO_SEMIJOIN(MATERIALIZATION) */ 1 FROM `salaries` AS trrr WHERE trrr.`emp_no` = trr.`emp_no` AND trrr.`salary` >= ?)) = 0)))) = 0) ORDER BY t.`dept_no` LIMIT ?;

-- ofProduction.nodes.employee (keys: 3, rows: 3)
SELECT k.i, t.`last_name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `employees` AS t ON t.`emp_no` = k.k0;
