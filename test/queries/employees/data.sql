INSERT INTO departments VALUES
  ('d001', 'Marketing'),
  ('d002', 'Finance'),
  ('d003', 'Human Resources'),
  ('d004', 'Production'),
  ('d005', 'Development'),
  ('d009', 'Customer Service');

INSERT INTO employees VALUES
  (10001, '1953-09-02', 'Georgi', 'Facello', 'M', '1986-06-26'),
  (10002, '1964-06-02', 'Bezalel', 'Simmel', 'F', '1985-11-21'),
  (10003, '1959-12-03', 'Parto', 'Bamford', 'M', '1986-08-28'),
  (10004, '1954-05-01', 'Chirstian', 'Koblick', 'M', '1986-12-01'),
  (10005, '1955-01-21', 'Kyoichi', 'Maliniak', 'M', '1989-09-12'),
  (10006, '1953-04-20', 'Anneke', 'Preusig', 'F', '1989-06-02'),
  (10007, '1957-05-23', 'Tzvetan', 'Zielinski', 'F', '1989-02-10'),
  (10008, '1958-02-19', 'Saniya', 'Kalloufi', 'M', '1994-09-15'),
  (10009, '1952-04-19', 'Sumant', 'Peac', 'F', '1985-02-18'),
  (10010, '1963-06-01', 'Duangkaew', 'Piveteau', 'F', '1989-08-24'),
  (10011, '1953-11-07', 'Mary', 'Sluis', 'F', '1990-01-22'),
  (10012, '1960-10-04', 'Patricio', 'Bridgland', 'M', '1992-12-18');

INSERT INTO dept_emp VALUES
  (10001, 'd005', '1986-06-26', '9999-01-01'),
  (10002, 'd004', '1985-11-21', '1996-08-03'),
  (10002, 'd005', '1996-08-03', '9999-01-01'),
  (10003, 'd004', '1995-12-03', '9999-01-01'),
  (10004, 'd004', '1986-12-01', '9999-01-01'),
  (10005, 'd003', '1989-09-12', '9999-01-01'),
  (10006, 'd005', '1990-08-05', '9999-01-01'),
  (10007, 'd002', '1989-02-10', '9999-01-01'),
  (10008, 'd005', '1998-03-11', '2000-07-31'),
  (10009, 'd005', '1985-02-18', '9999-01-01'),
  (10010, 'd004', '1996-11-24', '2000-06-26'),
  (10010, 'd001', '2000-06-26', '9999-01-01'),
  (10011, 'd009', '1990-01-22', '1996-11-09');

INSERT INTO dept_manager VALUES
  (10004, 'd004', '1988-09-09', '1996-08-30'),
  (10003, 'd004', '1996-08-30', '9999-01-01'),
  (10009, 'd005', '1985-02-18', '1992-04-25'),
  (10001, 'd005', '1992-04-25', '9999-01-01'),
  (10005, 'd003', '1992-03-21', '9999-01-01'),
  (10010, 'd001', '2001-01-01', '9999-01-01'),
  (10010, 'd004', '1996-12-01', '1996-12-31');

INSERT INTO titles VALUES
  (10001, 'Engineer', '1986-06-26', '1992-04-25'),
  (10001, 'Manager', '1992-04-25', NULL),
  (10002, 'Staff', '1985-11-21', '1996-08-03'),
  (10002, 'Engineer', '1996-08-03', NULL),
  (10003, 'Senior Engineer', '1995-12-03', NULL),
  (10004, 'Engineer', '1986-12-01', '1995-12-01'),
  (10004, 'Senior Engineer', '1995-12-01', NULL),
  (10005, 'Staff', '1989-09-12', '1996-09-12'),
  (10005, 'Senior Staff', '1996-09-12', NULL),
  (10006, 'Senior Engineer', '1990-08-05', NULL),
  (10007, 'Staff', '1989-02-10', '1996-02-11'),
  (10007, 'Senior Staff', '1996-02-11', NULL),
  (10008, 'Assistant Engineer', '1998-03-11', '2000-07-31'),
  (10009, 'Assistant Engineer', '1985-02-18', '1990-02-18'),
  (10009, 'Engineer', '1990-02-18', '1995-02-18'),
  (10009, 'Engineer', '1997-02-18', NULL),
  (10010, 'Engineer', '1996-11-24', NULL),
  (10011, 'Staff', '1990-01-22', '1996-11-09');

-- Three raises each, of a size that hangs on the number; the last one's salary is paid until further notice. 10012 is not paid yet.
INSERT INTO salaries
SELECT e.emp_no,
  40000 + 1500 * (e.emp_no % 5) + 2750 * raise.n + e.emp_no % 7,
  DATE_ADD(e.hire_date, INTERVAL raise.n YEAR),
  IF(raise.n = 3, '9999-01-01', DATE_ADD(e.hire_date, INTERVAL raise.n + 1 YEAR))
FROM employees AS e
JOIN (SELECT 0 AS n UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3) AS raise
WHERE e.emp_no <= 10011;
