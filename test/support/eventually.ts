export { eventually } from "../../dev/clients/eventually.ts";
