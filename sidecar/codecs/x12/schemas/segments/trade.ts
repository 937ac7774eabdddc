/** The segments of catalogues, contracts, sales reports and activity: 832, 845, 852, 867. The notation is in `orders.ts`. */
export const TRADE_SEGMENTS = `
AAA open
BCT 683M 684 685 686 any any any any 352 353
BPA 353M 373M 128 127 337
BPT 353M 127 373M 755 648 649 306 337 127 786 ; P0506
CON 128M 127M 846M
CRD open
EFI open
G26 open
G36 open
G39 open
G40 open
G43 open
G54 open
G55 open
G93 open
G95 open
ITA open
LCD open
PAD 350 open
PKL open
PSA open
PTD 521M any any 128 127 any ; P0405
SHP 673 380 374 373 337 373 337
SII open
SSS open
XPO 324M 324 66 67 ; P0304
XQ 305M 373M 373
@5010 XQ 305M 373M 373 127 353
ZA 859M 380 355 374 373 128 127 any
`;
