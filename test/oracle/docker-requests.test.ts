import { compareWithDocker } from './docker-cli.ts';
import { describeOracle } from './oracle.ts';

const noSuccess = 'docker ends with 0 though there is neither an image nor an error; that is a failure';
const notADockerfile = 'docker sends a directory in place of the Dockerfile; the daemon can only refuse it';
const noBuildx = 'docker without buildx does not know it; what it asks for is done anyway';
const noVersion = 'docker asks for the API version of that name; the error should come from where it is set';

describeOracle('requests of the docker CLI', () => {
  compareWithDocker('docker-requests.json', {
    'file-default-is-dir': notADockerfile,
    'file-is-dir': notADockerfile,
    'file-outside-dir': notADockerfile,
    'cache-from-type':
      "docker's classic builder takes type=registry and ref=x for two images; dlint for BuildKit's spelling of x",
    'memory-99999999999g': 'docker sends the overflow, a negative number',
    'buildx-flag-D': 'a global option of docker, which here stands behind the command',
    'buildx-flag--debug': 'a global option of docker, which here stands behind the command',
    'host-flag-after-build': 'a global option of docker, which here stands behind the command',
    'buildkit-unset':
      'docker has no BuildKit without buildx and falls back; dlint speaks to that of the daemon',
    'dct-env-from-image': 'both fail: docker as it finds no trust server, dlint before it sends anything',
    'dct-env-from-digest': 'docker writes the Dockerfile anew, with a line break at its end',
    'buildx-flag--load': noBuildx,
    'buildx-flag--metadata-file': noBuildx,
    'buildx-flag--progress': noBuildx,
    'stdin-gzip-compress': 'docker compresses twice, which no daemon unpacks',
    'git-main-only': 'docker asks for the branch master; dlint takes the default branch',
    'api-env-bad': noVersion,
    'ping-api-bogus': noVersion,
    'cfg-duplicate-keys': 'of two members with one name, JSON.parse keeps the last',
    'legacy-dockercfg': 'docker has stopped reading ~/.dockercfg; where it exists, somebody counts on it',
    'cred-auth-base64-unpadded': 'docker cannot read it and sends it as it is, which no daemon understands',
    'cred-auth-base64-url': 'docker cannot read it and sends it as it is, which no daemon understands',
    'answer-error-string-only': noSuccess,
    'answer-http-307': noSuccess,
    'answer-empty-stream': noSuccess,
    'answer-no-id-no-error': noSuccess,
    'answer-no-separators': noSuccess,
    'answer-split-utf8': noSuccess,
    'answer-aux-bad': noSuccess,
    'answer-progress': noSuccess,
    'answer-cr': noSuccess,
    'answer-large': noSuccess,
    'answer-content-type-text': noSuccess,
  });
});
