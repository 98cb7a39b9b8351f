/** What the page around the tester says; the element by itself needs none of it. */
export const page = {
  head: {
    language: 'Language',
    workspace: 'Workspace',
    yourOwn: 'Your own',
    more: 'More',
    startEmpty: 'Start empty',
    openFile: 'Open file',
    fileToOpen: 'Workspace, tests, trace or log to open',
    saveFile: 'Save file',
    copyLink: 'Copy link',
    recent: 'Recent',
    dropHere: 'Drop a workspace, its tests, a trace or a log of events to open it',
    hideNote: 'Hide this note',
  },
  opening: {
    newWorkspace: 'New workspace',
    leaveChanges: 'Leave this workspace? Changes that were not saved are lost.',
    leaveTests: 'Leave this workspace? Tests that were not saved are lost.',
    leaveForLink: 'Open the workspace of the link? What is open stays under Recent.',
    leaveForLinkUnkept: 'Open the workspace of the link? What is open was not saved, and is lost.',
    oneFile: 'Open one file at a time.',
    noEngine: 'It is a trace, and the engine is not there to run it. Wait until it is loaded.',
    noEngineForTests: 'It holds tests, and the engine is not there to read them. Wait until it is loaded.',
    badTests: 'It holds tests that cannot be used.',
    testsElsewhere: (workspace: string) =>
      `It holds tests of a workspace in another file, ${workspace}. Open that one first, and then these by “Open tests” under Tests.`,
    notOpened: (name: string, why: string) => `${name} was not opened. ${why} What was open is kept.`,
    noneOpened: (count: number, why: string) => `${count} files were not opened. ${why} What was open is kept.`,
    otherVersion: (theirs: string, ours: string) =>
      `This trace was written by version ${theirs} of the engine, and is run by ${ours}: what happens may differ from what happened then.`,
  },
  kept: {
    restored: 'Restored what you had open. Undo starts anew from here.',
    copied: 'This is open in another tab, too. Here it is a copy: what you change is kept on its own.',
    left: 'What you had open is kept under Recent.',
    held: 'What you had open is held until you open something else again, or leave the page.',
    backToIt: 'Back to it',
    gone: 'It is not kept any more: it was deleted, perhaps in another tab.',
    refused:
      'This browser does not let the page keep anything, as in a private window. Everything works, but closing the tab loses your work: save a file.',
    full: 'The browser has no more room for this page. Your latest changes are not kept: save a file, or delete what you no longer need under Recent.',
  },
  recent: {
    heading: 'Kept in this browser',
    explained: (most: number) =>
      `The last ${most} workspaces that you worked on, with their tests and timelines. They are on this device only, until you delete them or clear the browser’s data.`,
    none: 'Nothing yet. What you change is kept here by itself.',
    nameless: 'Without a name',
    openHere: 'Open here',
    openElsewhere: 'Open in another tab',
    open: (name: string) => `Open ${name}`,
    delete: 'Delete',
    deleteIt: (name: string) => `Delete ${name}`,
    deleted: (name: string) => `${name} is deleted.`,
    undo: 'Undo',
    close: 'Close',
    changed: (when: string) => `Changed ${when}`,
  },
  link: {
    opened: 'This is the workspace of the link. What you change is kept in this browser; the link stays as it is.',
    copied: (size: string) =>
      `The link is copied (${size}). It holds the workspace, its tests and its timeline: whoever has it can read them. Nothing was sent to a server.`,
    heading: 'Link to this workspace',
    copyByHand: 'The browser did not let the page copy it. Copy it from here:',
    problems: {
      tooLong:
        'This workspace is too large for a link: mail programs and chats would cut it. Save it as a file instead.',
      unsupported: 'This browser cannot make or open links with a workspace in them. Save a file instead.',
      foreign: 'What stands behind the # of the address is no workspace. What was open is kept.',
      newer:
        'The link was made by a newer version of this page. Load the page again, or ask for a file. What was open is kept.',
      damaged:
        'The link is damaged: a part of it may be missing. Copy all of it, or ask for a file. What was open is kept.',
      tooLarge: 'What the link holds is too large to be opened. Ask for a file. What was open is kept.',
    },
  },
};
