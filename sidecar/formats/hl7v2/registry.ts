import { adtMappers } from "./documents/encounter-adt.ts";
import { rdsO13 } from "./documents/stock-movement-rds.ts";
import { supplySegments } from "./documents/stock-movement-supply.ts";
import { anyMessage, type Hl7Mapper } from "./mapper.ts";

/** The mappers of the messages that can be read, by message code and trigger event (MSH-9.1 and MSH-9.2), such as "RDS_O13". */
export const inboundHl7: Readonly<Record<string, Hl7Mapper>> = {
  ...adtMappers,
  RDS_O13: rdsO13,
  // RDS_O01 is the name of the same message before version 2.4.
  RDS_O01: rdsO13,
  [anyMessage]: supplySegments,
};
