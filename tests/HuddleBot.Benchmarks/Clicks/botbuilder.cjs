// Microsoft's own framework, as a bot that answers every card's button with nothing. It checks the token of each call. Usage: node botbuilder.cjs APP-ID PASSWORD TENANT OPEN-ID-METADATA-URL
const from = { paths: [process.cwd()] };
const { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } = require(require.resolve("botbuilder", from));
const express = require(require.resolve("express", from));

const [MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, ToBotFromChannelOpenIdMetadataUrl] = process.argv.slice(2);
const authentication = new ConfigurationBotFrameworkAuthentication({
  MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId, MicrosoftAppType: "SingleTenant", ToBotFromChannelOpenIdMetadataUrl, ValidateAuthority: true,
  // The usual ones of the public cloud: where one is given, all are.
  ToChannelFromBotLoginUrl: "https://login.microsoftonline.com/botframework.com",
  ToChannelFromBotOAuthScope: "https://api.botframework.com",
  ToBotFromChannelTokenIssuer: "https://api.botframework.com",
  ToBotFromEmulatorOpenIdMetadataUrl: "https://login.microsoftonline.com/botframework.com/v2.0/.well-known/openid-configuration",
  OAuthUrl: "https://api.botframework.com",
  CallerId: "urn:botframework:azure",
});

class Nothing extends ActivityHandler {
  async onAdaptiveCardInvoke() {
    return { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "" };
  }
}

const adapter = new CloudAdapter(authentication);
adapter.onTurnError = async (_, error) => console.error(error);
const bot = new Nothing();
const app = express();
app.use(express.json({ limit: "1mb" }));
app.post("/api/messages", (request, response) => adapter.process(request, response, (context) => bot.run(context)));
const server = app.listen(0, "127.0.0.1", () => console.log(`listening on port ${server.address().port}`));
