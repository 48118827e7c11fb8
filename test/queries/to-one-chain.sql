-- comment (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`postId`, t.`authorId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Comment` AS t ON t.`id` = k.k0;

-- user (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;

-- comment.author (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `User` AS t ON t.`id` = k.k0;

-- comment.post (keys: 1, rows: 1)
SELECT k.i, t.`id`, t.`title`, t.`published`, t.`authorId` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT PATH '$[0]')) AS k STRAIGHT_JOIN `Post` AS t ON t.`id` = k.k0;
