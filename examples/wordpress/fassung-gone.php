<?php
/**
 * Plugin Name: Fassung: gone
 * Description: Answers 410 with a short note where an article of fassung was withdrawn.
 * License: Apache-2.0
 *
 * Put this file into wp-content/mu-plugins/; there is nothing to set. WordPress itself answers 404
 * for a post in the trash. Once the trash is emptied (after 30 days) it does so again.
 */

defined('ABSPATH') || exit;

add_action('template_redirect', function () {
    if (!is_404()) {
        return;
    }
    $path = wp_parse_url(wp_unslash($_SERVER['REQUEST_URI'] ?? ''), PHP_URL_PATH);
    $slug = sanitize_title(basename(untrailingslashit((string) $path)));
    if ($slug === '') {
        return;
    }
    $posts = get_posts(array(
        'post_type' => 'post',
        'post_status' => 'trash',
        'meta_key' => '_wp_desired_post_slug',
        'meta_value' => $slug,
        'numberposts' => 1,
        'suppress_filters' => true,
    ));
    // Only what fassung withdrew: its mark stands in the emptied text.
    if (!$posts || strpos($posts[0]->post_content, 'data-fassung-number="') === false) {
        return;
    }
    nocache_headers();
    wp_die(
        '<h1>Dieser Artikel ist nicht mehr verfügbar</h1>'
            . '<p>Er wurde zurückgezogen, oder die Rechte daran sind abgelaufen.</p>'
            . '<p><a href="' . esc_url(home_url('/')) . '">Zur Startseite</a></p>',
        'Nicht mehr verfügbar',
        array('response' => 410)
    );
});
