const { isAbsolute, join } = require('node:path');

/**
 * Where dlint keeps what it can work out again (XDG Base Directory Specification); `null` where the environment names no place.
 * @param {Readonly<Record<string, string | undefined>>} environment
 */
exports.cacheFolder = ({ HOME, LOCALAPPDATA, XDG_CACHE_HOME }) => {
  // The specification has relative paths ignored.
  if (XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME)) return join(XDG_CACHE_HOME, 'dlint');
  if (HOME) return join(HOME, '.cache', 'dlint');
  return LOCALAPPDATA ? join(LOCALAPPDATA, 'dlint', 'cache') : null;
};
