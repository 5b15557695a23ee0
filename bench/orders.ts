/** A reply of `ListOrders` with so many orders: 8 make about 2 KB, 390 about 100 KB. */
export function ordersDocument(count: number): string {
  const orders = Array.from({ length: count }, (_, index) => orderElement(index)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?><soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:ord="urn:passerelle:bench:orders"><soapenv:Body><ord:ListOrdersResponse><ord:Total>${count}</ord:Total>${orders}</ord:ListOrdersResponse></soapenv:Body></soapenv:Envelope>`;
}

/** One of its orders; the prefix `ord` is to be declared around it. */
export function orderElement(index: number): string {
  const shipped = index % 2 === 0;
  return `<ord:Order id="${1000 + index}"><ord:Reference>CMD-${index}</ord:Reference><ord:Amount>${index}.50</ord:Amount><ord:Quantity>${index}</ord:Quantity><ord:Shipped>${shipped}</ord:Shipped>${shipped ? '<ord:ShippedOn>2026-03-31</ord:ShippedOn>' : ''}<ord:Status>${shipped ? 'SHIPPED' : 'OPEN'}</ord:Status><ord:Comment>Verre &amp; monture</ord:Comment></ord:Order>`;
}
