// Starts the reference page of the API; served beside it as a file of its own, so that no script stands in the page.
const exampleKey = '5f0c7a52-3f2e-4f5e-9d0f-6f6a4c1f3b11';

globalThis.ui = globalThis.SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  tryItOutEnabled: true,
  filter: true,
  persistAuthorization: false,
  validatorUrl: null,
  // A key left as the example shows it is replaced, so that each try is a call of its own.
  requestInterceptor: (request) => {
    if (request.headers?.['Idempotency-Key'] === exampleKey) request.headers['Idempotency-Key'] = crypto.randomUUID();
    return request;
  },
});
