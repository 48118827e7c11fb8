-- membership (keys: 1, rows: 1)
SELECT 1, t.`userId`, t.`teamId`, t.`role`, t.`joinedAt` FROM `Membership` AS t WHERE t.`userId` = ? AND t.`teamId` = ?;

-- none (keys: 1, rows: 0)
SELECT 1, t.`userId`, t.`teamId`, t.`role` FROM `Membership` AS t WHERE t.`userId` = ? AND t.`teamId` = ?;

-- membership.team (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`slug`, t.`name` FROM `Team` AS t WHERE t.`id` = ?;

-- membership.user (keys: 1, rows: 1)
SELECT 1, t.`id`, t.`email`, t.`name`, t.`role`, t.`managerId` FROM `User` AS t WHERE t.`id` = ?;
