import { compareWithDocker } from './docker-cli.ts';
import { describeOracle } from './oracle.ts';

const attributes = 'Node cannot read extended attributes';
const noNeedToRead = 'docker wants to be able to read what it need not read; dlint goes on without';

describeOracle('contexts of the docker CLI', () => {
  compareWithDocker('docker-context.json', {
    'xattr-capability': attributes,
    'xattr-capability-v3': attributes,
    'xattr-capability-long-name': attributes,
    'ignore-exclude-dockerfile-star-prefix':
      "a <Dockerfile>.dockerignore takes the ignore file's place as in BuildKit; docker's classic builder knows none",
    'user-unreadable-dir-ignored': noNeedToRead,
    'user-unreadable-socket': noNeedToRead,
    'user-unreadable-device': noNeedToRead,
    'user-unreadable-dockerfile-ignored':
      'docker ends with 0 and an archive that is cut off; dlint says what it cannot read',
  });
});
