using System.Text.Json.Nodes;
using HuddleBot.Core.Cards;
using HuddleBot.Slack.Buttons;
using HuddleBot.Slack.Commands;
using HuddleBot.Slack.Events;
using HuddleBot.Slack.Forms;
using HuddleBot.Slack.Inbound;
using HuddleBot.Slack.Manifest;
using HuddleBot.Slack.Shortcuts;
using HuddleBot.Slack.WebApi;
using Microsoft.Extensions.DependencyInjection;

namespace HuddleBot.Tests.Slack;

/// <summary>The manifest asks for exactly what the code takes and calls.</summary>
public sealed class SlackManifestTests
{
    private static readonly JsonNode Manifest = JsonNode.Parse(File.ReadAllText(Path.Combine(RepositoryRoot.Path, "manifests/slack/manifest.json")))!;

    private static IServiceProvider Services { get; } =
        SlackBot.Build(TimeProvider.System, new RowsOnDisk(), ("Slack:SigningSecret", "s"), ("Slack:BotToken", "x")).Services;

    private static List<string> Strings(JsonNode? array, string? property = null) =>
        [.. array!.AsArray().Select(item => (string)(property is null ? item! : item![property]!)!)];

    [Fact]
    public void It_lies_beside_the_binary() => Assert.True(File.Exists(Path.Combine(AppContext.BaseDirectory, "manifests/slack/manifest.json")));

    [Fact]
    public void Its_shortcuts_are_the_ones_that_are_taken() =>
        Assert.Equal(Services.GetRequiredService<SlackShortcuts>().CallbackIds.Order(), Strings(Manifest["features"]!["shortcuts"], "callback_id").Order());

    [Fact]
    public void Its_command_is_the_one_that_is_taken() => Assert.Equal([HuddleCommand.Name], Strings(Manifest["features"]!["slash_commands"], "command"));

    [Fact]
    public void Its_events_are_the_ones_that_are_taken() =>
        Assert.Equal(Services.GetRequiredService<SlackEvents>().Subscriptions.Order(), Strings(Manifest["settings"]!["event_subscriptions"]!["bot_events"]).Order());

    [Fact]
    public void Its_scopes_are_the_ones_that_the_code_needs() => Assert.Equal(SlackScopes.Bot, Strings(Manifest["oauth_config"]!["scopes"]!["bot"]).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_method_that_the_client_has_is_in_the_table_of_methods_and_the_other_way_round()
    {
        var members = typeof(SlackWebApiClient).GetMethods().Where(method => method.DeclaringType == typeof(SlackWebApiClient) && !method.IsSpecialName).Select(method => method.Name).ToList();
        string MemberOf(string name) => string.Concat(name.Split('.').Select(part => char.ToUpperInvariant(part[0]) + part[1..])) + "Async";
        Assert.Equal(SlackMethods.All.Select(method => MemberOf(method.Name)).Order(), members.Order());
    }

    [Fact]
    public void Every_address_is_the_one_that_is_served()
    {
        var settings = Manifest["settings"]!;
        string[] addresses = [(string)settings["event_subscriptions"]!["request_url"]!, (string)settings["interactivity"]!["request_url"]!, .. Strings(Manifest["features"]!["slash_commands"], "url")];
        Assert.All(addresses, address => Assert.Equal(SlackEndpoint.Path, new Uri(address).AbsolutePath));
    }

    [Fact]
    public void Every_verb_is_taken_as_a_button_a_form_or_a_shortcut()
    {
        var (buttons, shortcuts) = (Services.GetRequiredService<SlackButtons>().ActionIds, Services.GetRequiredService<SlackShortcuts>().CallbackIds);
        var taken = buttons.Concat(SlackForms.CallbackIds).Concat(shortcuts).ToHashSet();
        Assert.Equal(Verbs.All.Except([Verbs.Refresh]).Order(), taken.Order());
        Assert.NotEmpty(taken);

        // What a form submits, a button, a shortcut or a change has opened.
        Assert.Equal(Verbs.All.Except([Verbs.Add, Verbs.Refresh]).Order(), buttons.Order());
    }

    [Fact]
    public void The_one_for_Socket_Mode_is_the_same_without_addresses()
    {
        var expected = Manifest.DeepClone();
        foreach (var command in expected["features"]!["slash_commands"]!.AsArray()) command!.AsObject().Remove("url");
        expected["oauth_config"]!.AsObject().Remove("redirect_urls");
        var settings = expected["settings"]!;
        settings["event_subscriptions"]!.AsObject().Remove("request_url");
        settings["interactivity"]!.AsObject().Remove("request_url");
        settings["socket_mode_enabled"] = true;
        var actual = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "manifests/slack/manifest-socket-mode.json"));
        Assert.True(JsonNode.DeepEquals(expected, JsonNode.Parse(actual)));
        Assert.DoesNotContain("http", actual, StringComparison.Ordinal);
    }

    [SharedFact("schemas/slack-manifest-2.0.0.json")]
    public Task It_is_valid_by_Slacks_own_schema() => IsValidAsync("manifest.json");

    [SharedFact("schemas/slack-manifest-2.0.0.json")]
    public Task The_one_for_Socket_Mode_is_valid_too() => IsValidAsync("manifest-socket-mode.json");

    private static async Task IsValidAsync(string manifest)
    {
        var script = """
            const [, schema, manifest] = process.argv;
            const Ajv = require('ajv');
            const read = file => JSON.parse(require('fs').readFileSync(file, 'utf8'));
            const ajv = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true, validateFormats: false });
            const validate = ajv.compile(read(schema));
            console.log(validate(read(manifest)) ? 'valid' : JSON.stringify(validate.errors));
            """;
        Assert.Equal("valid", await Node.RunAsync(script, SharedFactAttribute.PathOf("schemas/slack-manifest-2.0.0.json"), Path.Combine(RepositoryRoot.Path, "manifests/slack", manifest)));
    }
}
