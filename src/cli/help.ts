/** What `passerelle help` says. */
export const help = `passerelle: SOAP and XML partners as JSON

  passerelle demo                        all of it on this machine: Redis, simulated partners, gateway (npm start)
  passerelle serve                       the gateway alone, for production, from the environment
  passerelle serve --wsdl FILE           every operation of a WSDL as JSON, without code
  passerelle inspect FILE                what a WSDL or XSD offers: operations, signatures, samples
  passerelle types [--check]             the types that adapters use, from the pinned WSDL and XSD
  passerelle call NAME OPERATION JSON    one call to a partner, from the command line
  passerelle simulate --wsdl FILE        the partner of a WSDL, played on this machine
  passerelle help [COMMAND]              this, or more of one command

From a clone: npm run passerelle -- COMMAND …`;
