import type { CanonicalDocument } from "../../documents/document.ts";
import type { Mapped } from "../mapping.ts";
import { mapAcknowledgement } from "./documents/acknowledgement-997.ts";
import { mapApplicationAdvices } from "./documents/application-advice-824.ts";
import { mapCatalogue } from "./documents/catalogue-832.ts";
import { mapDespatchAdvice } from "./documents/despatch-advice-856/advice.ts";
import { writeDespatchAdvice856 } from "./documents/despatch-advice-856/writer.ts";
import { mapWarehouseShipment } from "./documents/despatch-advice-945.ts";
import { mapInventoryAdvice } from "./documents/inventory-report-846.ts";
import { writeInventoryAdvice846 } from "./documents/inventory-report-846-writer.ts";
import { mapProductActivity } from "./documents/inventory-report-852.ts";
import { mapResaleReport } from "./documents/inventory-report-867.ts";
import { mapInvoice } from "./documents/invoice-810.ts";
import { writeOrder850 } from "./documents/order-850.ts";
import { writeOrderChange860 } from "./documents/order-change-860.ts";
import { mapOrderResponse } from "./documents/order-response-855.ts";
import { mapOrderChangeResponse } from "./documents/order-response-865.ts";
import { mapReceivingAdvice } from "./documents/receipt-advice-861.ts";
import { writeReceivingAdvice861 } from "./documents/receipt-advice-861-writer.ts";
import { mapWarehouseReceipt } from "./documents/receipt-advice-944.ts";
import { mapRemittanceAdvice } from "./documents/remittance-advice-820.ts";
import type { InboundMappers, MappedTransaction, OutboundMappers } from "./mapper.ts";

function one(mapped: Mapped<CanonicalDocument>): MappedTransaction {
  return "document" in mapped ? { documents: [mapped.document] } : mapped;
}

/** The mappers of the transaction sets that can be read, by transaction set code (ST01). */
export const inboundX12: InboundMappers = {
  "810": {
    documentType: "Invoice",
    functionalId: "IN",
    map: (from, agreed) => one(mapInvoice(from, agreed)),
  },
  "820": {
    documentType: "RemittanceAdvice",
    functionalId: "RA",
    map: (from, agreed) => one(mapRemittanceAdvice(from, agreed)),
  },
  "824": { documentType: "ApplicationAdvice", functionalId: "AG", map: mapApplicationAdvices },
  "832": {
    documentType: "Catalogue",
    functionalId: "SC",
    map: (from, agreed) => one(mapCatalogue(from, agreed)),
  },
  "846": {
    documentType: "InventoryReport",
    functionalId: "IB",
    map: (from) => one(mapInventoryAdvice(from)),
  },
  "852": {
    documentType: "InventoryReport",
    functionalId: "PD",
    map: (from) => one(mapProductActivity(from)),
  },
  "855": {
    documentType: "OrderResponse",
    functionalId: "PR",
    map: (from, agreed) => one(mapOrderResponse(from, agreed)),
  },
  "856": {
    documentType: "DespatchAdvice",
    functionalId: "SH",
    map: (from) => one(mapDespatchAdvice(from)),
  },
  "861": {
    documentType: "ReceiptAdvice",
    functionalId: "RC",
    map: (from) => one(mapReceivingAdvice(from)),
  },
  "865": {
    documentType: "OrderResponse",
    functionalId: "CA",
    map: (from, agreed) => one(mapOrderChangeResponse(from, agreed)),
  },
  "867": {
    documentType: "InventoryReport",
    functionalId: "PT",
    map: (from, agreed) => one(mapResaleReport(from, agreed)),
  },
  "944": {
    documentType: "ReceiptAdvice",
    functionalId: "RE",
    map: (from) => one(mapWarehouseReceipt(from)),
  },
  "945": {
    documentType: "DespatchAdvice",
    functionalId: "SW",
    map: (from) => one(mapWarehouseShipment(from)),
  },
  "997": { documentType: "Acknowledgement", functionalId: "FA", map: (from) => mapAcknowledgement(from) },
  "999": { documentType: "Acknowledgement", functionalId: "FA", map: (from) => mapAcknowledgement(from) },
};

/** The mappers of the transaction sets that can be written, by document type. */
export const outboundX12: OutboundMappers = {
  Order: {
    transactionCode: "850",
    functionalId: "PO",
    write(document, options) {
      if (document.type !== "Order")
        throw new Error(`An 850 can be written only from an Order, not from ${document.type}.`);
      return writeOrder850(document, options);
    },
  },
  OrderChange: {
    transactionCode: "860",
    functionalId: "PC",
    write(document, options, version) {
      if (document.type !== "OrderChange")
        throw new Error(`An 860 can be written only from an OrderChange, not from ${document.type}.`);
      return writeOrderChange860(document, options, version);
    },
  },
  DespatchAdvice: {
    transactionCode: "856",
    functionalId: "SH",
    write(document, options) {
      if (document.type !== "DespatchAdvice")
        throw new Error(`An 856 can be written only from a DespatchAdvice, not from ${document.type}.`);
      return writeDespatchAdvice856(document, options);
    },
  },
  InventoryReport: {
    transactionCode: "846",
    functionalId: "IB",
    write(document, options) {
      if (document.type !== "InventoryReport")
        throw new Error(`An 846 can be written only from an InventoryReport, not from ${document.type}.`);
      return writeInventoryAdvice846(document, options);
    },
  },
  ReceiptAdvice: {
    transactionCode: "861",
    functionalId: "RC",
    write(document, options) {
      if (document.type !== "ReceiptAdvice")
        throw new Error(`An 861 can be written only from a ReceiptAdvice, not from ${document.type}.`);
      return writeReceivingAdvice861(document, options);
    },
  },
};
