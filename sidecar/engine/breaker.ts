/** Keeps calls off a target that does not answer. Whoever probes it says when it is back. */
export type Breaker = {
  isOpen(): boolean;
  failed(): void;
  succeeded(): void;
};

/** @param onClose runs each time the target comes back */
export function createBreaker(onOpen: () => void, onClose: () => void): Breaker {
  let open = false;
  return {
    isOpen: () => open,
    failed: () => {
      if (!open) onOpen();
      open = true;
    },
    succeeded: () => {
      const wasOpen = open;
      open = false;
      if (wasOpen) onClose();
    },
  };
}
