using System.Text.Json.Nodes;
using HuddleBot.Core.Issues;
using HuddleBot.MicrosoftTeams.Dialogs;
using HuddleBot.MicrosoftTeams.Messages;

namespace HuddleBot.Tests.MicrosoftTeams.Manifest;

/// <summary>The manifest offers exactly what the handlers take.</summary>
public sealed class ManifestAndHandlersTests
{
    private static readonly JsonNode Manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "manifests/teams/manifest.json")))!;

    private static JsonNode Bot => Manifest["bots"]!.AsArray().Single()!;

    private static string[] Strings(JsonNode? array, string? property = null) => [.. array!.AsArray().Select(item => (string)(property is null ? item! : item![property]!)!)];

    [Fact]
    public void Its_scopes_are_those_in_which_commands_are_taken() => Assert.Equal(ChatCommands.ByScope.Keys.Order(), Strings(Bot["scopes"]).Order());

    [Fact]
    public void Its_commands_are_those_that_are_taken_in_each_scope()
    {
        var lists = Bot["commandLists"]!.AsArray().ToDictionary(list => Strings(list!["scopes"]).Single(), list => Strings(list!["commands"], "title"));
        Assert.Equal(ChatCommands.ByScope.Keys.Order(), lists.Keys.Order());
        Assert.All(lists, list => Assert.Equal(ChatCommands.ByScope[list.Key], list.Value));
    }

    [Fact]
    public void Every_request_that_can_be_made_in_words_has_one_command_of_its_own()
    {
        var requests = typeof(HuddleRequest).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(HuddleRequest))).Select(type => type.Name).Order().ToList();
        Assert.NotEmpty(requests);

        // A menu has ten entries at most: who has paused reads of the way back where they did it.
        requests.Remove(nameof(HuddleRequest.Resume));
        Assert.Equal(requests, ChatCommands.ByScope["personal"].Select(command => HuddleRequest.Read(command).GetType().Name).Order());
        Assert.Equal("help", Assert.Single(ChatCommands.ByScope["team"], command => HuddleRequest.Read(command) is HuddleRequest.Help));
    }

    [Fact]
    public void Its_message_actions_are_those_that_are_taken_and_each_opens_a_dialog()
    {
        var actions = Manifest["composeExtensions"]!.AsArray().Single()!["commands"]!.AsArray();
        Assert.Equal(SendToHuddle.CommandIds.Order(), Strings(actions, "id").Order());
        Assert.All(actions, action => Assert.Equal(("action", "message", true), ((string?)action!["type"], Strings(action["context"]).Single(), (bool?)action["fetchTask"])));
    }

    [Fact]
    public void It_asks_to_hear_the_messages_of_a_teams_channels_and_for_nothing_else()
    {
        var asked = Assert.Single(Manifest["authorization"]!["permissions"]!["resourceSpecific"]!.AsArray());
        Assert.Equal(("ChannelMessage.Read.Group", "Application"), ((string?)asked!["name"], (string?)asked["type"]));
        Assert.Equal("resourceSpecific", Assert.Single(Manifest["authorization"]!["permissions"]!.AsObject()).Key);
        Assert.Equal((string?)Bot["botId"], (string?)Manifest["webApplicationInfo"]!["id"]);
        Assert.All(["permissions", "devicePermissions"], name => Assert.Null(Manifest[name]));
    }
}
