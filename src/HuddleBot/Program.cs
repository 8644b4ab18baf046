using HuddleBot.Commands;

return await HuddleBotCommands.RunAsync(args);
