-- currentAssignmentByEmployeeId (keys: 1, rows: 1)
SELECT k.i, t.`emp_no`, t.`dept_no`, t.`from_date`, t.`to_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `current_dept_emp` AS t ON t.`emp_no` = k.k0;

-- currentAssignments (keys: 1, rows: 2)
SELECT t.`emp_no`, t.`dept_no`, t.`to_date` FROM `current_dept_emp` AS t WHERE t.`to_date` < ? ORDER BY t.`emp_no` LIMIT ?;

-- departments (keys: 1, rows: 6)
SELECT t.`dept_no` FROM `departments` AS t ORDER BY t.`dept_no` LIMIT ?;

-- gone (keys: 1, rows: 2)
SELECT t.`emp_no` FROM `employees` AS t WHERE EXISTS (SELECT 1 FROM `current_dept_emp` AS tr WHERE tr.`emp_no` = t.`emp_no` AND tr.`to_date` < ?) ORDER BY t.`emp_no` LIMIT ?;

-- unassigned, unassigned.nodes.current (keys: 1, rows: 1)
SELECT t.`emp_no` FROM `employees` AS t WHERE (NOT EXISTS (SELECT 1 FROM `current_dept_emp` AS tr WHERE tr.`emp_no` = t.`emp_no`)) ORDER BY t.`emp_no` LIMIT ?;

-- currentAssignmentByEmployeeId.department (keys: 1, rows: 1)
SELECT 1, t.`dept_name` FROM `departments` AS t WHERE t.`dept_no` = ?;

-- currentAssignmentByEmployeeId.employee (keys: 1, rows: 1)
SELECT 1, t.`emp_no`, t.`last_name` FROM `employees` AS t WHERE t.`emp_no` = ?;

-- departments.nodes.current, departments.nodes.current.nodes.employee (keys: 6, rows: 6)
SELECT k.i, t.`emp_no`, ta0.`emp_no` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(40) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`emp_no` AS c0 FROM `current_dept_emp` AS t WHERE t.`dept_no` = k.k0 ORDER BY t.`dept_no`, t.`emp_no` DESC LIMIT ?) AS s STRAIGHT_JOIN `current_dept_emp` AS t ON t.`emp_no` = s.c0 LEFT JOIN `employees` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`emp_no` = t.`emp_no`;

-- gone.nodes.current, unassigned.nodes.current (keys: 3, rows: 2)
SELECT k.i, t.`emp_no`, t.`dept_no`, t.`from_date`, t.`to_date` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `current_dept_emp` AS t ON t.`emp_no` = k.k0;

-- departments.nodes.current.totalCount (keys: 6, rows: 6)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(40) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `current_dept_emp` AS t WHERE t.`dept_no` = k.k0 GROUP BY k.i;

-- gone.nodes.current.department (keys: 2, rows: 2)
SELECT k.i, t.`dept_name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 VARCHAR(40) CHARACTER SET `utf8mb4` COLLATE `utf8mb4_unicode_ci` PATH '$[0]')) AS k STRAIGHT_JOIN `departments` AS t ON t.`dept_no` = k.k0;
