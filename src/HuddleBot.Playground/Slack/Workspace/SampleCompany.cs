namespace HuddleBot.Playground.Slack.Workspace;

/// <summary>Sunny Hotels: five people and four channels to try things with.</summary>
internal static class SampleCompany
{
    public static void MoveIn(SlackWorkspace workspace)
    {
        foreach (var person in (Person[])
                 [
                     new("U0001", "tom", "Tom Baker", Email: "tom@sunny-hotels.example"),
                     new("U0002", "ana", "Ana Silva", Email: "ana@sunny-hotels.example"),
                     new("U0003", "carol", "Carol White", Email: "carol@sunny-hotels.example"),
                     new("U0004", "ben", "Ben Okoro", Email: "ben@sunny-hotels.example"),
                     new("U0005", "mia", "Mia Fischer", TimeZone: "Europe/Berlin", Email: "mia@sunny-hotels.example"),
                 ])
            workspace.Put(person);
        var bot = workspace.Bot.Id;
        workspace.Put(new Channel("C0001", "front-desk", ChannelKind.Public, ["U0001", "U0002", "U0004", bot]));
        workspace.Put(new Channel("C0002", "restaurant", ChannelKind.Public, ["U0002", "U0005", bot]));
        workspace.Put(new Channel("C0009", "managers", ChannelKind.Private, ["U0002", "U0003", bot]));
        workspace.Put(new Channel("C0010", "cx-leads", ChannelKind.Private, ["U0003", bot]));
    }
}
