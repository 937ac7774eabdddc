import { adtMappers } from "./documents/adt.ts";
import { rdsO13 } from "./documents/rds-o13.ts";
import { supplySegments } from "./documents/supply-segment.ts";
import { anyMessage, type Hl7Mapper } from "./mapper.ts";

/** What can be read, by message code and trigger event (MSH-9.1 and MSH-9.2): "RDS_O13". */
export const inboundHl7: Readonly<Record<string, Hl7Mapper>> = {
  ...adtMappers,
  RDS_O13: rdsO13,
  // The same message before version 2.4.
  RDS_O01: rdsO13,
  [anyMessage]: supplySegments,
};
