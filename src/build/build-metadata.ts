/** What the Engine API and BuildKit tell of a manifest or an index (OCI image specification, "OCI Content Descriptors"). */
export interface ImageDescriptor {
  readonly mediaType: string;
  /** With its algorithm: `sha256:…`. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly platform?: Readonly<Record<string, unknown>>;
}

/** What is known of the result of a build; what the daemon does not tell is undefined, and for files that are no image everything is. */
export interface BuildMetadata {
  /**
   * The digest that names the image: that of its manifest or index. In a daemon that keeps images without containerd an image has none
   * until it is pushed; BuildKit then gives that of the configuration.
   */
  readonly digest?: string | undefined;
  /** The digest of its configuration, which is its id in Podman and where images are kept without containerd. */
  readonly configDigest?: string | undefined;
  readonly descriptor?: ImageDescriptor | undefined;
  /** Its names, complete: `docker.io/library/app:latest`. */
  readonly names?: readonly string[];
}

/** What a build ends with. */
export interface BuildResult {
  /** With its algorithm: `sha256:…`; undefined for an output that is no image in the daemon. */
  readonly imageId: string | undefined;
  /** What is known of it; undefined where that was not asked for. */
  readonly metadata?: BuildMetadata | undefined;
}
