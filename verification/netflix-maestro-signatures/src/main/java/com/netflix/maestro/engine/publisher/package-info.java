/** Stands in for Netflix Maestro, commit abdbdadf8f075b8fa488c9efb386b468c709a63c. */
package com.netflix.maestro.engine.publisher;
