import { ELEMENTS_FROM_500 } from "./elements-from-500.ts";
import { ELEMENTS_TO_499 } from "./elements-to-499.ts";

/**
 * The data elements (X12.3), one per row: number, type, minimum and maximum length. If 005010 differs from 004010, its definition
 * follows after "|". Types: AN text, ID code, R decimal, N0–N9 integer with implied decimals, DT date, TM time. The lengths of
 * numbers count only digits.
 */
export const ELEMENTS = `${ELEMENTS_TO_499}${ELEMENTS_FROM_500}`;

/**
 * The composite data elements, one per row: the number, then the numbers of the components in order. M means mandatory. If 005010
 * differs from 004010, its components follow after "|".
 */
export const COMPOSITES = `
C001 355M 1018 649 355 1018 649 355 1018 649 355 1018 649 355 1018 649
C002 704M 704 704 704 704
C003 235M 234M 1339 1339 1339 1339 352 | 235M 234M 1339 1339 1339 1339 352 234
C030 722M 1528 1686
C040 128M 127M 128 127 128 127
C042 426M 127
C043 1271M 1271M 98 | 1271M 1271M 98 1270
C998 9999M 9998
C999 725M 725
`;
