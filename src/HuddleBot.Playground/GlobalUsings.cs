global using HuddleBot.Playground.Control;
global using HuddleBot.Playground.Deliveries;
global using HuddleBot.Playground.Faults;
global using HuddleBot.Playground.Feed;
global using HuddleBot.Playground.Hosting;
global using HuddleBot.Playground.Storage;
