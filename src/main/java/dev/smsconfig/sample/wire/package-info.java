/**
 * The forms in which an entity goes over the wire: media types and their choice, JSON, XML and form fields to a tree, a
 * tree to JSON and XML. Knows nothing of tenants or settings but the name of the one dictionary.
 */
@NullMarked
package dev.smsconfig.sample.wire;

import org.jspecify.annotations.NullMarked;
