const NANOSECONDS_PER_MILLISECOND = 1_000_000;

/** A moment as BuildKit tells it: a Date, with the nanoseconds that a Date has no room for. */
export class PreciseDate extends Date {
  /** What comes on top of the milliseconds: 0 to 999,999. */
  readonly nanoseconds: number;

  /** Takes the seconds since 1970 and the nanoseconds on top of them, as `google.protobuf.Timestamp` has them. */
  constructor(seconds: number, nanoseconds: number) {
    super(seconds * 1000 + Math.floor(nanoseconds / NANOSECONDS_PER_MILLISECOND));
    this.nanoseconds = nanoseconds % NANOSECONDS_PER_MILLISECOND;
  }

  /** Milliseconds since 1970, with a fraction; as exact as a number can be, which is a quarter of a microsecond. */
  get milliseconds(): number {
    return this.getTime() + this.nanoseconds / NANOSECONDS_PER_MILLISECOND;
  }

  /** As Go writes it (RFC 3339): in UTC, with as many digits behind the second as there are, at most nine. */
  override toJSON(): string {
    const nanoseconds = String(this.nanoseconds).padStart(6, '0');
    return `${this.toISOString().slice(0, -1)}${nanoseconds}`.replace(/\.?0+$/, '').concat('Z');
  }
}
