-- filmTexts (keys: 1, rows: 2)
SELECT t.`film_id`, t.`title` FROM `film_text` AS t WHERE t.`description` LIKE ? ESCAPE '!' ORDER BY t.`film_id` LIMIT ?;

-- films (keys: 1, rows: 3)
SELECT t.`film_id`, t.`title`, t.`description` FROM `film` AS t ORDER BY t.`title`, t.`film_id` LIMIT ?;

-- films.totalCount (keys: 1, rows: 1)
SELECT COUNT(*) FROM `film` AS t;

-- films.nodes.film_actor (keys: 3, rows: 6)
SELECT p.i, p.n, t.`actor_id`, p.x0, p.x1 FROM (SELECT k.i, ROW_NUMBER() OVER (PARTITION BY k.i ORDER BY s.o0, s.o1, s.o2, s.o3) AS n, s.c0, s.c1, s.v0 AS x0, s.v1 AS x1 FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`actor_id` AS c0, t.`film_id` AS c1, to0.`last_name` AS o0, to0.`first_name` AS o1, t.`actor_id` AS o2, t.`film_id` AS o3, to0.`last_name` AS v0, to0.`first_name` AS v1 FROM `film_actor` AS t LEFT JOIN `actor` AS to0 ON to0.`actor_id` = t.`actor_id` WHERE t.`film_id` = k.k0 ORDER BY t.`film_id`, to0.`last_name`, to0.`first_name`, t.`actor_id`, t.`film_id` LIMIT ?) AS s) AS p STRAIGHT_JOIN `film_actor` AS t ON t.`actor_id` = p.c0 AND t.`film_id` = p.c1 WHERE p.n <= ?;

-- films.nodes.film_category, films.nodes.film_category.nodes.category (keys: 3, rows: 3)
SELECT k.i, t.`film_id`, t.`category_id`, ta0.`category_id`, ta0.`name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`film_id` AS c0, t.`category_id` AS c1 FROM `film_category` AS t WHERE t.`film_id` = k.k0 ORDER BY t.`film_id`, t.`film_id`, t.`category_id` LIMIT ?) AS s STRAIGHT_JOIN `film_category` AS t ON t.`film_id` = s.c0 AND t.`category_id` = s.c1 LEFT JOIN `category` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`category_id` = t.`category_id`;

-- films.nodes.film_actor.totalCount (keys: 3, rows: 3)
SELECT k.i, COUNT(*) FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `film_actor` AS t WHERE t.`film_id` = k.k0 GROUP BY k.i;

-- films.nodes.film_actor.nodes.actor (keys: 5, rows: 5)
SELECT k.i, t.`actor_id`, t.`first_name`, t.`last_name` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k STRAIGHT_JOIN `actor` AS t ON t.`actor_id` = k.k0;

-- films.nodes.film_actor.nodes.actor.film_actor, films.nodes.film_actor.nodes.actor.film_actor.nodes.film (keys: 5, rows: 3)
SELECT k.i, t.`actor_id`, t.`film_id`, ta0.`film_id`, ta0.`title` FROM JSON_TABLE(?, '$[*]' COLUMNS (i FOR ORDINALITY, k0 BIGINT UNSIGNED PATH '$[0]')) AS k JOIN LATERAL (SELECT t.`actor_id` AS c0, t.`film_id` AS c1 FROM `film_actor` AS t WHERE t.`actor_id` = k.k0 AND (EXISTS (SELECT 1 FROM `film` AS tr WHERE tr.`film_id` = t.`film_id` AND tr.`rating` = ?)) = 1 ORDER BY t.`actor_id`, t.`actor_id`, t.`film_id` LIMIT ?) AS s STRAIGHT_JOIN `film_actor` AS t ON t.`actor_id` = s.c0 AND t.`film_id` = s.c1 LEFT JOIN `film` AS ta0 FORCE INDEX (`PRIMARY`) ON ta0.`film_id` = t.`film_id`;
