import { compareWithDocker } from './docker-cli.ts';
import { describeOracle } from './oracle.ts';

describeOracle('endpoints of the docker CLI', () => {
  compareWithDocker('docker-endpoint.json', {
    'addr-ipv6-no-port': 'docker gives every address a port but an IPv6 one; here all have the default',
    'tls-cert-path-with-config-flag':
      'the comparison gives --config as DOCKER_CONFIG, which moves the certificates, too; the option alone does not',
  });
});
