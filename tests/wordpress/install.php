<?php
// Installs WordPress in the folder $argv[1] under the address $argv[2], makes an editor, and prints
// an author's id and the editor's application password as the last two lines.
define('WP_INSTALLING', true);
$_SERVER['HTTP_HOST'] = parse_url($argv[2], PHP_URL_HOST) . ':' . parse_url($argv[2], PHP_URL_PORT);
$_SERVER['REQUEST_URI'] = '/';
$_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1';
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

// Nobody is to get a letter.
function wp_new_blog_notification($title, $url, $user, $password) {}
wp_install('Kursblatt am Abend', 'admin', 'admin@example.org', true, '', wp_generate_password());
foreach (array('Post' => 1, 'Page' => 2) as $id) {
    wp_delete_post($id, true);
}
update_option('permalink_structure', '/%postname%/');
update_option('timezone_string', 'Europe/Berlin');
update_option('date_format', 'j. F Y');
update_option('default_comment_status', 'closed');
global $wp_rewrite;
$wp_rewrite->init();
flush_rewrite_rules(false);
$editor = wp_insert_user(array(
    'user_login' => 'redaktion', 'user_pass' => wp_generate_password(), 'role' => 'editor',
    'user_email' => 'redaktion@example.org', 'display_name' => 'Redaktion Kursblatt',
));
$author = wp_insert_user(array(
    'user_login' => 'tilda', 'user_pass' => wp_generate_password(), 'role' => 'author',
    'user_email' => 'tilda@example.org', 'display_name' => 'Tilda Marsh',
));
list($password) = WP_Application_Passwords::create_new_application_password(
    $editor, array('name' => 'fassung')
);
echo "\n", $author, "\n", $password, "\n";
