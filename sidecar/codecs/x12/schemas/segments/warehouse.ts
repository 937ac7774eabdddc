/** The segments of warehouse orders and advices: 940, 943, 944, 945. The notation is in `orders.ts`. */
export const WAREHOUSE_SEGMENTS = `
BNX any*4
G08 any*4
G62 432 373 176 337 623 ; R0103 P0102 P0304 C0503
G66 any*7
G69 369M
G72 any*11
R2 open
W01 330M 355M 438 pairs*2 any*7 pairs*1
W03 382M 81 355 183 355 80 355 ; P0203 P0405 P0607
W04 382M 355M 438 pairs*2 any*6 pairs*1
W05 473M 285M 324 any*4
W06 514M 285 373 145 531 324 any*6
W07 413M 355M 438 pairs*2 451 any pairs*1
W08 91M 140 387 206 207 any*4
W09 any*9
W10 any*9
W12 368M 330 382 414 355 438 pairs*1 451 any*6 438 pairs*1 any*2 pairs*1
W13 380M 355M 412M 451 any
W14 413M any*4
W17 514M 373M 394M 285 145 306 337 any*2
W18 any*3
W20 356 357 355 any*7
W27 91M 140 387 any*7
W28 any*8
W6 any*4
W66 146M 91M any*8
W76 330M any*5
`;
