import type { page as english } from '../english/page.js';

export const page: typeof english = {
  head: {
    language: 'Idioma',
    workspace: 'Espacio de trabajo',
    yourOwn: 'El tuyo',
    more: 'Más',
    startEmpty: 'Empezar vacío',
    openFile: 'Abrir',
    fileToOpen: 'Espacio de trabajo, pruebas, traza o registro que se abre',
    saveFile: 'Guardar',
    copyLink: 'Copiar enlace',
    recent: 'Recientes',
    dropHere: 'Suelta un espacio de trabajo, sus pruebas, una traza o un registro de eventos para abrirlo',
    hideNote: 'Ocultar esta nota',
  },
  opening: {
    newWorkspace: 'Espacio de trabajo nuevo',
    leaveChanges: '¿Salir de este espacio de trabajo? Se pierden los cambios sin guardar.',
    leaveTests: '¿Salir de este espacio de trabajo? Se pierden las pruebas sin guardar.',
    leaveForLink: '¿Abrir el espacio de trabajo del enlace? Lo que está abierto queda en Recientes.',
    leaveForLinkUnkept: '¿Abrir el espacio de trabajo del enlace? Lo que está abierto no se ha guardado, y se pierde.',
    oneFile: 'Abre los archivos de uno en uno.',
    noEngine: 'Es una traza, y el motor no está para ejecutarla. Espera a que se cargue.',
    noEngineForTests: 'Contiene pruebas, y el motor no está para leerlas. Espera a que se cargue.',
    badTests: 'Contiene pruebas que no se pueden usar.',
    testsElsewhere: (workspace) =>
      `Contiene pruebas de un espacio de trabajo que está en otro archivo, ${workspace}. Abre primero ese, y después estas con «Abrir pruebas» en Pruebas.`,
    notOpened: (name, why) => `No se ha abierto ${name}. ${why} Se conserva lo que estaba abierto.`,
    noneOpened: (count, why) => `No se han abierto ${count} archivos. ${why} Se conserva lo que estaba abierto.`,
    otherVersion: (theirs, ours) =>
      `Esta traza la escribió la versión ${theirs} del motor, y la ejecuta la ${ours}: lo que ocurra puede diferir de lo que ocurrió entonces.`,
  },
  kept: {
    restored: 'Se ha recuperado lo que tenías abierto. Deshacer empieza de nuevo desde aquí.',
    copied: 'Esto también está abierto en otra pestaña. Aquí es una copia: lo que cambies se guarda aparte.',
    left: 'Lo que tenías abierto se conserva en Recientes.',
    held: 'Lo que tenías abierto se mantiene hasta que abras otra cosa o salgas de la página.',
    backToIt: 'Volver a ello',
    gone: 'Ya no se conserva: se eliminó, quizá en otra pestaña.',
    refused:
      'Este navegador no deja que la página guarde nada, como en una ventana privada. Todo funciona, pero al cerrar la pestaña se pierde tu trabajo: guarda un archivo.',
    full: 'El navegador no tiene más espacio para esta página. Tus últimos cambios no se guardan: guarda un archivo o elimina en Recientes lo que ya no necesites.',
  },
  recent: {
    heading: 'Guardado en este navegador',
    explained: (most) =>
      `Los últimos ${most} espacios de trabajo en los que has trabajado, con sus pruebas y cronologías. Están solo en este dispositivo, hasta que los elimines o borres los datos del navegador.`,
    none: 'Todavía nada. Lo que cambies se guarda aquí por sí solo.',
    nameless: 'Sin nombre',
    openHere: 'Abierto aquí',
    openElsewhere: 'Abierto en otra pestaña',
    open: (name) => `Abrir ${name}`,
    delete: 'Eliminar',
    deleteIt: (name) => `Eliminar ${name}`,
    deleted: (name) => `Se ha eliminado ${name}.`,
    undo: 'Deshacer',
    close: 'Cerrar',
    changed: (when) => `Cambiado ${when}`,
  },
  link: {
    opened:
      'Este es el espacio de trabajo del enlace. Lo que cambies se guarda en este navegador; el enlace queda como está.',
    copied: (size) =>
      `El enlace está copiado (${size}). Contiene el espacio de trabajo, sus pruebas y su cronología: quien lo tenga puede leerlos. No se ha enviado nada a ningún servidor.`,
    heading: 'Enlace a este espacio de trabajo',
    copyByHand: 'El navegador no ha dejado que la página lo copie. Cópialo desde aquí:',
    problems: {
      tooLong:
        'Este espacio de trabajo es demasiado grande para un enlace: los programas de correo y los chats lo cortarían. Guárdalo como archivo.',
      unsupported: 'Este navegador no puede crear ni abrir enlaces con un espacio de trabajo. Guarda un archivo.',
      foreign: 'Lo que hay tras la # de la dirección no es un espacio de trabajo. Se conserva lo que estaba abierto.',
      newer:
        'El enlace se creó con una versión más nueva de esta página. Vuelve a cargar la página o pide un archivo. Se conserva lo que estaba abierto.',
      damaged:
        'El enlace está dañado: puede que le falte una parte. Cópialo entero o pide un archivo. Se conserva lo que estaba abierto.',
      tooLarge:
        'Lo que contiene el enlace es demasiado grande para abrirlo. Pide un archivo. Se conserva lo que estaba abierto.',
    },
  },
};
