/**
 * Imports a module by its URL. It stands in a file of its own, since code from a code cache, as the bundle is, cannot import
 * anything.
 * @param {string} url
 * @returns {Promise<unknown>}
 */
module.exports = (url) => import(url);
