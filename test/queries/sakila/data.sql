SET time_zone = '+00:00', timestamp = UNIX_TIMESTAMP('2006-02-15 04:34:33');

INSERT INTO country (country_id, country) VALUES (1, 'Canada'), (2, 'Australia'), (3, 'Japan'), (4, 'Réunion');

INSERT INTO city (city_id, city, country_id) VALUES
  (1, 'Lethbridge', 1), (2, 'Woodridge', 2), (3, 'Sasebo', 3), (4, 'Saint-Denis', 4), (5, 'Moose Jaw', 1);

INSERT INTO address (address_id, address, address2, district, city_id, postal_code, phone, location) VALUES
  (1, '47 MySakila Drive', NULL, 'Alberta', 1, NULL, '', ST_GeomFromText('POINT(-112.8185647 49.6999986)')),
  (2, '28 MySQL Boulevard', NULL, 'QLD', 2, NULL, '', ST_GeomFromText('POINT(153.1408538 -27.6333361)')),
  (3, '23 Workhaven Lane', NULL, 'Alberta', 1, '', '14033335568', ST_GeomFromText('POINT(-112.8 49.7)')),
  (4, '1411 Lillydale Drive', '', 'QLD', 2, '35200', '6172235589', ST_GeomFromText('POINT(153.19 -27.6)')),
  (5, '1913 Hanoi Way', '', 'Nagasaki', 3, '35200', '28303384290', ST_GeomFromText('POINT(129.7 33.1)')),
  (6, '1031 Daugavpils Parkway', 'Rear', 'Saskatchewan', 5, '59025', '107137400143', ST_GeomFromText('POINT(-105.5 50.4)')),
  (7, '360 Toulouse Parkway', NULL, 'Saint-Denis', 4, '97400', '949312333307', ST_GeomFromText('POINT(55.4 -20.9)'));

INSERT INTO language (language_id, name) VALUES (1, 'English'), (2, 'Italian'), (3, 'Japanese'), (4, 'French');

INSERT INTO category (category_id, name) VALUES (1, 'Action'), (2, 'Animation'), (6, 'Documentary'), (11, 'Horror'), (14, 'Sci-Fi');

INSERT INTO actor (actor_id, first_name, last_name, last_update) VALUES
  (1, 'PENELOPE', 'GUINESS', '2006-02-15 04:34:33'),
  (2, 'NICK', 'WAHLBERG', '2006-02-15 04:34:33'),
  (3, 'ED', 'CHASE', '2006-02-15 04:34:33'),
  (4, 'JENNIFER', 'DAVIS', '2006-02-15 04:34:33'),
  (5, 'JOHNNY', 'LOLLOBRIGIDA', '2007-06-30 23:59:59'),
  (6, 'SUSAN', 'DAVIS', '2006-02-15 04:34:33'),
  (65535, 'ZOË', 'DÁVIS', '2038-01-19 03:14:07');

INSERT INTO film VALUES
  (1, 'ACADEMY DINOSAUR', 'A Epic Drama of a Feminist And a Mad Scientist', 2006, 1, NULL, 6, 0.99, 86, 20.99, 'PG', 'Deleted Scenes,Behind the Scenes', '2006-02-15 05:03:42'),
  (2, 'ACE GOLDFINGER', 'A Astounding Epistle of a Database Administrator', 2006, 1, 3, 3, 4.99, 48, 12.99, 'G', 'Trailers,Deleted Scenes', '2006-02-15 05:03:42'),
  (3, 'ADAPTATION HOLES', 'A Astounding Reflection of a Lumberjack', 2006, 1, NULL, 7, 2.99, 50, 18.99, 'NC-17', 'Trailers', '2006-02-15 05:03:42'),
  (4, 'AFFAIR PREJUDICE', NULL, 2005, 2, 2, 5, 2.99, 117, 26.99, 'G', 'Commentaries', '2006-02-15 05:03:42'),
  (5, 'AFRICAN EGG', 'A Fast-Paced Documentary of a Pastry Chef', 1901, 4, 1, 6, 2.99, 130, 22.99, 'G', NULL, '2006-02-15 05:03:42'),
  (6, 'AGENT TRUMAN', 'A Intrepid Panorama of a Robot', 2155, 1, NULL, 3, 2.99, 169, 17.99, 'PG', NULL, '2006-02-15 05:03:42'),
  (7, 'AIRPLANE SIERRA', 'A Touching Saga of a Hunter', NULL, 3, 3, 6, 4.99, 62, 28.99, 'PG-13', 'Trailers', '2006-02-15 05:03:42'),
  (8, 'AIRPORT POLLOCK', 'A Epic Tale of a Moose', 2006, 1, NULL, 6, 4.99, NULL, 15.99, 'R', 'Trailers', '2006-02-15 05:03:42'),
  (9, 'BRIGHT ENCOUNTERS', 'A Fateful Yarn of a Lumberjack', 2006, 1, NULL, 4, 4.99, 73, 12.99, NULL, 'Trailers', '2006-02-15 05:03:42');

INSERT INTO film_text SELECT film_id, title, description FROM film;

INSERT INTO film_actor (actor_id, film_id) VALUES
  (1, 1), (1, 4), (1, 7), (2, 3), (2, 1), (3, 2), (4, 4), (4, 5), (4, 6), (5, 1), (5, 2), (6, 7), (65535, 8), (65535, 1);

INSERT INTO film_category (film_id, category_id) VALUES
  (1, 6), (2, 11), (3, 6), (4, 11), (5, 2), (6, 1), (7, 1), (8, 11);

SET foreign_key_checks = 0;
INSERT INTO staff (staff_id, first_name, last_name, address_id, picture, email, store_id, active, username, password) VALUES
  (1, 'Mike', 'Hillyer', 3, x'89504E470D0A1A0A00FF', 'Mike.Hillyer@sakilastaff.com', 1, 1, 'Mike', '8cb2237d0679ca88db6464eac60da96345513964'),
  (2, 'Jon', 'Stephens', 4, NULL, 'Jon.Stephens@sakilastaff.com', 2, 1, 'Jon', NULL),
  (3, 'Ada', 'Lane', 3, x'', NULL, 1, 0, 'Ada', NULL);
INSERT INTO store (store_id, manager_staff_id, address_id) VALUES (1, 1, 1), (2, 2, 2);
SET foreign_key_checks = 1;
ALTER TABLE staff ADD CONSTRAINT fk_staff_store FOREIGN KEY (store_id) REFERENCES store (store_id) ON UPDATE CASCADE;

INSERT INTO customer (customer_id, store_id, first_name, last_name, email, address_id, active, create_date, last_update) VALUES
  (1, 1, 'MARY', 'SMITH', 'MARY.SMITH@sakilacustomer.org', 5, 1, '2006-02-14 22:04:36', '2006-02-15 04:57:20'),
  (2, 1, 'PATRICIA', 'JOHNSON', 'PATRICIA.JOHNSON@sakilacustomer.org', 6, 1, '2006-02-14 22:04:36', '2006-02-15 04:57:20'),
  (3, 2, 'LINDA', 'WILLIAMS', NULL, 7, 0, '2006-02-14 22:04:37', NULL),
  (4, 2, 'BARBARA', 'JONES', 'BARBARA.JONES@sakilacustomer.org', 6, 1, '2006-02-14 22:04:37', '2006-02-15 04:57:20'),
  (5, 1, 'ELIZABETH', 'SMITH', 'ELIZABETH.SMITH@sakilacustomer.org', 5, 1, '2006-02-14 22:04:38', '2006-02-15 04:57:20');

INSERT INTO inventory (inventory_id, film_id, store_id) VALUES
  (1, 1, 1), (2, 1, 1), (3, 1, 2), (4, 2, 2), (5, 3, 2), (6, 4, 1), (7, 5, 1), (8, 5, 2), (9, 6, 1), (10, 7, 2), (16777215, 8, 1);

-- Thirty rentals, one every 7 hours; each ninth is not back yet. The fifth customer never rents.
INSERT INTO rental (rental_id, rental_date, inventory_id, customer_id, return_date, staff_id, last_update)
WITH RECURSIVE numbers AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM numbers WHERE n < 30)
SELECT n, DATE_ADD('2005-05-24 22:53:30', INTERVAL 7 * n HOUR), IF(n = 30, 16777215, 1 + n % 10), 1 + (n * (n + 1) DIV 2) % 4,
  IF(n % 9 = 0, NULL, DATE_ADD('2005-05-26 22:04:30', INTERVAL 7 * n + n % 5 * 24 HOUR)), 1 + n % 7 % 2, '2006-02-15 21:30:53'
FROM numbers;

-- One for each rental that came back, and one for none.
INSERT INTO payment (payment_id, customer_id, staff_id, rental_id, amount, payment_date, last_update)
SELECT ROW_NUMBER() OVER (ORDER BY r.rental_id), r.customer_id, r.staff_id, r.rental_id, f.rental_rate + r.rental_id % 3, r.rental_date, '2006-02-15 22:12:30'
FROM rental AS r
JOIN inventory AS i ON i.inventory_id = r.inventory_id
JOIN film AS f ON f.film_id = i.film_id
WHERE r.return_date IS NOT NULL;

INSERT INTO payment (payment_id, customer_id, staff_id, rental_id, amount, payment_date, last_update) VALUES
  (28, 5, 2, NULL, 999.99, '2006-02-14 15:16:03', NULL);
