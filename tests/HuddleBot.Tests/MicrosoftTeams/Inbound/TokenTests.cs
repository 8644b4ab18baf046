using System.Net;
using System.Text.Json.Nodes;
using HuddleBot.Tests.Slack;

namespace HuddleBot.Tests.MicrosoftTeams.Inbound;

/// <summary>Each token is wrong in exactly one thing; the good one is right in all.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private readonly FakeTime time = new(Tokens.Now);
    private LocalIssuer issuer = null!;
    private ActivityHost bot = null!;

    public async Task InitializeAsync()
    {
        issuer = await LocalIssuer.StartAsync();
        bot = await ActivityHost.StartAsync(issuer, time);
    }

    public async Task DisposeAsync()
    {
        await bot.DisposeAsync();
        await issuer.DisposeAsync();
    }

    [Fact]
    public async Task A_good_token_passes()
    {
        var answer = await bot.PostAsync(ActivityHost.Message().ToJsonString(), Bearer());
        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Body));
        Assert.Equal("9d1c0d0e-7b0a-4a1c-8a65-0f4b1c2d3e4f", Assert.Single(bot.Router.Handled).From!.EntraId);
    }

    [Theory]
    [InlineData("RS256")]
    [InlineData("RS384")]
    [InlineData("RS512")]
    public Task RSA_with_any_SHA_2_passes(string algorithm) => PassesAsync(Bearer(header => header["alg"] = algorithm));

    [Theory]
    [InlineData(ActivityHost.AppId)]
    [InlineData("api://" + ActivityHost.AppId)]
    [InlineData("api://botid-" + ActivityHost.AppId)]
    public Task Each_way_to_name_the_bot_passes(string audience) => PassesAsync(Bearer(claims: claims => claims["aud"] = audience));

    [Theory]
    [InlineData("https://smba.trafficmanager.net/emea")]
    [InlineData("https://SMBA.trafficmanager.net/EMEA/")]
    public Task The_service_url_is_the_same_in_capitals_and_without_its_last_slash(string claim) => PassesAsync(Bearer(claims: claims => claims["serviceurl"] = claim));

    [Theory]
    [InlineData(-3600 - 299, -299)] // expired, within five minutes
    [InlineData(299, 3600)] // begins, within five minutes
    public Task Clocks_may_be_five_minutes_apart(int from, int until) => PassesAsync(Bearer(claims: claims => (claims["nbf"], claims["exp"]) = (Tokens.At(from), Tokens.At(until))));

    [Theory]
    [InlineData(-7200, -301)]
    [InlineData(301, 7200)]
    public Task More_than_five_minutes_are_too_much(int from, int until) => IsRefusedAsync(Bearer(claims: claims => (claims["nbf"], claims["exp"]) = (Tokens.At(from), Tokens.At(until))));

    [Fact]
    public async Task Exactly_five_minutes_after_the_end_is_too_late_and_a_second_before_is_not()
    {
        await PassesAsync(Bearer(claims: claims => claims["exp"] = Tokens.At(-299)));
        await IsRefusedAsync(Bearer(claims: claims => claims["exp"] = Tokens.At(-300)));
    }

    [Fact]
    public Task A_token_that_never_expires_is_refused() => IsRefusedAsync(Bearer(claims: claims => claims.Remove("exp")));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Bearer garbage")]
    [InlineData("Bearer a.b.c")]
    [InlineData("Bearer e30.e30.")]
    [InlineData("Bearer e30.e30.e30.e30.e30")]
    [InlineData("Basic dXNlcjpwYXNz")]
    public Task Without_a_token_nothing_is_done(string? header) => IsRefusedAsync(header);

    [Fact]
    public Task A_token_of_another_scheme_is_refused() => IsRefusedAsync(Bearer().Replace("Bearer", "Basic", StringComparison.Ordinal));

    [Fact]
    public async Task Two_headers_are_refused()
    {
        var answer = await bot.PostAsync(ActivityHost.Message().ToJsonString(), Bearer(), headers: ("Authorization", Bearer()));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.Empty(bot.Router.Handled);
    }

    [Theory]
    [InlineData("https://api.botframework.us")]
    [InlineData("https://issuer.in.metadata.test")]
    [InlineData("https://api.botframework.com/")]
    [InlineData("https://API.botframework.com")]
    [InlineData("https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/")] // the emulator's
    [InlineData("https://login.microsoftonline.com/f8cdef31-a31e-4b4a-93e4-5f571e91255a/v2.0")]
    [InlineData("")]
    public Task Only_the_cloud_s_own_connector_is_believed(string other) => IsRefusedAsync(Bearer(claims: claims => claims["iss"] = other));

    [Fact]
    public Task A_token_without_issuer_is_refused() => IsRefusedAsync(Bearer(claims: claims => claims.Remove("iss")));

    [Theory]
    [InlineData("6f9a1c2e-0a55-4a7e-9d2c-3f1f6f0f4b12")]
    [InlineData("api://other")]
    [InlineData("https://api.botframework.com")]
    [InlineData("")]
    public Task A_token_for_another_bot_is_refused(string audience) => IsRefusedAsync(Bearer(claims: claims => claims["aud"] = audience));

    [Fact]
    public Task A_token_for_nobody_is_refused() => IsRefusedAsync(Bearer(claims: claims => claims.Remove("aud")));

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")] // the public key as the secret
    [InlineData("PS256")]
    [InlineData("rs256")]
    public Task Another_algorithm_is_refused(string algorithm) => IsRefusedAsync(Bearer(header => header["alg"] = algorithm));

    [Fact]
    public Task A_signature_that_is_cut_off_is_refused() => IsRefusedAsync(Bearer()[..^8]);

    [Fact]
    public Task A_token_without_signature_is_refused() => IsRefusedAsync(Bearer()[..(Bearer().LastIndexOf('.') + 1)]);

    [Fact]
    public Task Claims_that_were_changed_after_signing_are_refused()
    {
        var parts = Bearer().Split('.');
        return IsRefusedAsync($"{parts[0]}.{IssuerKey.Encode(Tokens.Claims().ToJsonString().Replace("emea", "amer", StringComparison.Ordinal))}.{parts[2]}");
    }

    [Fact]
    public Task A_key_of_somebody_else_with_the_same_id_is_refused() => IsRefusedAsync($"Bearer {new IssuerKey("key-1", ["msteams"], 2048, "sig").Sign(Tokens.Header("key-1"), Tokens.Claims())}");

    [Fact]
    public Task A_key_that_came_with_the_token_is_refused() => IsRefusedAsync(Bearer(header =>
    {
        header.Remove("kid");
        header["jwk"] = issuer.Key.Json.DeepClone();
    }));

    [Theory]
    [InlineData("a", 1024, "sig")]
    [InlineData("b", 2048, "enc")]
    public async Task A_key_that_is_weak_or_for_something_else_is_refused(string id, int bits, string use) =>
        await IsRefusedAsync(Bearer(key: issuer.Announce(id, ["msteams"], bits, use)));

    [Theory]
    [InlineData("aud", "7")]
    [InlineData("aud", "{}")]
    [InlineData("aud", "[7]")]
    [InlineData("iss", "{}")]
    [InlineData("exp", "\"soon\"")]
    [InlineData("exp", "{}")]
    [InlineData("exp", "-1")]
    [InlineData("nbf", "1e300")]
    [InlineData("nbf", "[]")]
    public Task A_claim_of_the_wrong_kind_is_refused(string name, string json) => IsRefusedAsync(Bearer(claims: claims => claims[name] = JsonNode.Parse(json)));

    [Fact]
    public Task A_key_without_endorsements_may_speak_for_no_channel() => IsForbiddenAsync(Bearer(key: issuer.Announce("bare", null)));

    [Fact]
    public Task A_key_with_none_may_neither() => IsForbiddenAsync(Bearer(key: issuer.Announce("empty", [])));

    [Theory]
    [InlineData("webchat")]
    [InlineData("msteams2")]
    [InlineData("MSTEAMS")]
    public Task A_key_of_another_channel_may_not_speak_for_this_one(string channel) => IsForbiddenAsync(Bearer(key: issuer.Announce("other", [channel])));

    [Theory]
    [InlineData("skype")] // not endorsed
    [InlineData("webchat")] // endorsed, but there whoever writes chooses their own ids
    [InlineData("emulator")]
    public async Task An_activity_of_another_channel_is_refused(string channel)
    {
        var activity = ActivityHost.Message();
        activity["channelId"] = channel;
        await IsForbiddenAsync(Bearer(), activity);
    }

    [Fact]
    public Task A_token_without_service_url_is_refused() => IsForbiddenAsync(Bearer(claims: claims => claims.Remove("serviceurl")));

    [Theory]
    [InlineData("")]
    [InlineData("https://smba.trafficmanager.net/amer/")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net/emea/x")]
    public Task A_token_for_another_service_url_is_refused(string claim) => IsForbiddenAsync(Bearer(claims: claims => claims["serviceurl"] = claim));

    [Fact]
    public Task A_service_url_claim_with_another_spelling_is_none() => IsForbiddenAsync(Bearer(claims: claims =>
    {
        claims.Remove("serviceurl");
        claims["serviceUrl"] = ActivityHost.ServiceUrl;
    }));

    [Theory]
    [InlineData("https://evil.test/")]
    [InlineData("https://smba.trafficmanager.net.evil.test/emea/")]
    [InlineData("https://smba.trafficmanager.net@evil.test/")]
    [InlineData("http://smba.trafficmanager.net/emea/")]
    [InlineData("https://smba.trafficmanager.net:8443/emea/")]
    [InlineData("http://127.0.0.1:9/")]
    public Task A_service_url_that_is_not_allowed_is_refused_although_the_token_says_the_same(string url) =>
        IsForbiddenAsync(Bearer(claims: claims => claims["serviceurl"] = url), ActivityHost.Message(serviceUrl: url));

    [Fact]
    public async Task Nothing_of_the_token_and_of_the_activity_is_logged()
    {
        await IsRefusedAsync(Bearer(claims: claims => claims["aud"] = "other"));
        await IsForbiddenAsync(Bearer(claims: claims => claims.Remove("serviceurl")));
        await PassesAsync(Bearer());
        Assert.Contains(bot.Log.Lines, line => line.Contains("was refused", StringComparison.Ordinal));
        Assert.DoesNotContain(bot.Log.Lines, line => line.Contains("eyJ", StringComparison.Ordinal) || line.Contains("secret", StringComparison.Ordinal));
    }

    private string Bearer(Action<JsonObject>? header = null, Action<JsonObject>? claims = null, IssuerKey? key = null) => Tokens.Bearer(key ?? issuer.Key, header, claims);

    private async Task PassesAsync(string token)
    {
        var before = bot.Router.Handled.Count;
        Assert.Equal(HttpStatusCode.OK, (await bot.PostAsync(ActivityHost.Message($"{before}").ToJsonString(), token)).Status);
        Assert.Equal(before + 1, bot.Router.Handled.Count);
    }

    private Task IsRefusedAsync(string? token) => IsAnsweredAsync(HttpStatusCode.Unauthorized, token, ActivityHost.Message());

    private Task IsForbiddenAsync(string? token, JsonObject? activity = null) => IsAnsweredAsync(HttpStatusCode.Forbidden, token, activity ?? ActivityHost.Message());

    private async Task IsAnsweredAsync(HttpStatusCode status, string? token, JsonObject activity)
    {
        var before = bot.Router.Handled.Count;
        var answer = await bot.PostAsync(activity.ToJsonString(), token);
        Assert.Equal((status, ""), (answer.Status, answer.Body));
        Assert.Equal(before, bot.Router.Handled.Count);
    }
}
