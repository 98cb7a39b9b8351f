/** The browser's database of this page: all that is kept, and a head of each, so that a list of it does not read all of it. */
const name = 'rehearse-kept';
const storeNames = ['works', 'heads'] as const;

/** One of its stores. Its values have an `id`, by which they are found. */
export type StoreName = (typeof storeNames)[number];

/** The connection, for as long as it stands. */
let connection: Promise<IDBDatabase> | null = null;

function connected(): Promise<IDBDatabase> {
  connection ??= connect().catch((error) => {
    connection = null;
    throw error;
  });
  return connection;
}

async function connect(): Promise<IDBDatabase> {
  const request = indexedDB.open(name);
  request.onupgradeneeded = () => {
    for (const store of storeNames) request.result.createObjectStore(store, { keyPath: 'id' });
  };
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const forget = () => {
    connection = null;
  };
  database.onclose = forget;
  // A later version of the page, and whoever deletes it, would wait for as long as this page is open.
  database.onversionchange = () => {
    database.close();
    forget();
  };
  return database;
}

/** What a store answers. Throws where the browser keeps nothing. */
export async function ask<Result>(
  from: StoreName,
  act: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const transaction = (await connected()).transaction(from);
  const request = act(transaction.objectStore(from));
  await ended(transaction);
  return request.result;
}

/** Changes both stores, or none of them. Throws where the browser does not, or has no room for it. */
export async function change(act: (stores: Record<StoreName, IDBObjectStore>) => void): Promise<void> {
  const transaction = (await connected()).transaction(storeNames, 'readwrite');
  act({ works: transaction.objectStore('works'), heads: transaction.objectStore('heads') });
  // By itself it would wait for its answers to be heard, and be undone with a page that is left before.
  transaction.commit();
  await ended(transaction);
}

function ended(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}
