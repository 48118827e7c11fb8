INSERT INTO User (id, email, name, bio, role, managerId, createdAt, updatedAt) VALUES
  (1, 'ada@example.com', 'Ada', 'Counts.', 'ADMIN', NULL, '2020-01-01 00:00:00.001', '2020-01-02 00:00:00.002'),
  (2, 'bob@example.com', 'Bob', NULL, 'MEMBER', 1, '2020-01-01 00:00:00', '2020-01-01 00:00:00'),
  (3, 'cyn@example.com', 'Cyn', '', 'MEMBER', 1, '2020-01-01 00:00:00', '2020-01-01 00:00:00'),
  (4, 'dan@example.com', 'Dan', 'Draws.', 'MEMBER', 2, '2020-01-01 00:00:00', '2020-01-01 00:00:00'),
  (5, 'eve@example.com', 'Eve', NULL, 'ADMIN', NULL, '2020-01-01 00:00:00', '2020-01-01 00:00:00');

INSERT INTO Team (id, slug, name, createdAt) VALUES
  (1, 'red', 'Red', '2020-01-01 00:00:00'), (2, 'blue', 'Blue', '2020-01-01 00:00:00'), (3, '100%', 'Percent', '2020-01-01 00:00:00');

INSERT INTO Membership (userId, teamId, role, joinedAt) VALUES
  (1, 1, 'OWNER', '2020-01-01 00:00:00'), (2, 1, 'MEMBER', '2020-01-01 00:00:00'), (2, 2, 'OWNER', '2020-01-01 00:00:00'),
  (3, 2, 'MEMBER', '2020-01-01 00:00:00');

INSERT INTO Post (id, title, body, published, authorId, createdAt) VALUES
  (1, 'First', 'One', TRUE, 1, '2020-01-01 00:00:00'), (2, 'Second', 'Two', FALSE, 1, '2020-01-01 00:00:00'),
  (3, 'Third', 'Three', TRUE, 2, '2020-01-01 00:00:00'), (4, 'Fourth', 'Four', TRUE, 3, '2020-01-01 00:00:00');

INSERT INTO Comment (id, body, postId, authorId, createdAt) VALUES
  (1, 'Aye', 1, 2, '2020-01-01 00:00:00'), (2, 'Nay', 1, 3, '2020-01-01 00:00:00'), (3, 'Why', 3, 1, '2020-01-01 00:00:00'),
  (4, 'Own', 3, 2, '2020-01-01 00:00:00');
