/** An error of the Step Functions API; `name` is what the SDK throws it as. */
export class ApiError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}
