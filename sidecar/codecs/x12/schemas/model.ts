/** The supported releases of X12, whose versions in GS08 begin with "004010" and "005010". */
export type X12Release = "4010" | "5010";
