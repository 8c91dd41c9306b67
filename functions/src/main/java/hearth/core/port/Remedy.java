package hearth.core.port;

/** The placements that are still worth trying after Azure gave no machine. */
public enum Remedy {
  /** At the next placement: there was no room at this one, or the machine did not come up. */
  NEXT_PLACEMENT,

  /** At a placement that draws on another quota, for this one is used up. */
  OTHER_QUOTA,

  /** Nobody knows: one other placement is tried, and the operator is told. */
  ONCE_ELSEWHERE,

  /** Here, a little later. */
  LATER,

  /** Nowhere, before the operator has mended something. */
  NONE
}
