/**
 * That no company reaches another's rows, by enumeration: each table of the catalogue, each endpoint of the application; and
 * that both companies of an act find it in their trails, by enumeration of the actions.
 * What is new and not arranged here fails with a sentence that says what to add.
 */
package io.slipway.tenancy;
