// The games, as files: one line for each profile in cloud-init/games.

@export()
var profiles = {
  '7-days-to-die': loadTextContent('../../cloud-init/games/7-days-to-die.json')
  enshrouded: loadTextContent('../../cloud-init/games/enshrouded.json')
  factorio: loadTextContent('../../cloud-init/games/factorio.json')
  generic: loadTextContent('../../cloud-init/games/generic.json')
  godot: loadTextContent('../../cloud-init/games/godot.json')
  linuxgsm: loadTextContent('../../cloud-init/games/linuxgsm.json')
  luanti: loadTextContent('../../cloud-init/games/luanti.json')
  'minecraft-bedrock': loadTextContent('../../cloud-init/games/minecraft-bedrock.json')
  'minecraft-java': loadTextContent('../../cloud-init/games/minecraft-java.json')
  palworld: loadTextContent('../../cloud-init/games/palworld.json')
  'project-zomboid': loadTextContent('../../cloud-init/games/project-zomboid.json')
  satisfactory: loadTextContent('../../cloud-init/games/satisfactory.json')
  terraria: loadTextContent('../../cloud-init/games/terraria.json')
  'v-rising': loadTextContent('../../cloud-init/games/v-rising.json')
  valheim: loadTextContent('../../cloud-init/games/valheim.json')
  'valheim-crossplay': loadTextContent('../../cloud-init/games/valheim-crossplay.json')
}

@export()
@description('What a machine is told of its game: all but what only people read.')
func toldOf(profile object) object =>
  toObject(filter(items(profile), one => !contains(['$schema', 'notes'], one.key)), one => one.key, one => one.value)

@export()
@description('The Key Vault secrets that a profile names.')
func secretsOf(profile object) string[] =>
  union(
    map(
      filter(items(profile.?environment ?? {}), one => startsWith(string(one.value), '{')),
      one => string(one.value.secret)
    ),
    filter(
      [profile.?console.?secret ?? '', profile.?api.?basic.?secret ?? '', profile.?api.?bearer.?secret ?? ''],
      one => !empty(one)
    )
  )
