// The templates' counterpart of cloud-init/render: the cloud-config with its files inside.

@export()
var template = loadTextContent('../../cloud-init/cloud-config.yaml')

@export()
@description('Which files, and where they come from.')
var files = any(loadJsonContent('../../cloud-init/files.json'))

@export()
@description('The text of the files that come from a source, by the name that files.json gives.')
var sources = {
  'files/bootstrap.sh': loadTextContent('../../cloud-init/files/bootstrap.sh')
  'files/mount-world.sh': loadTextContent('../../cloud-init/files/mount-world.sh')
  'files/fence.sh': loadTextContent('../../cloud-init/files/fence.sh')
  'files/hearth-fence.service': loadTextContent('../../cloud-init/files/hearth-fence.service')
  'files/hearth-fence.path': loadTextContent('../../cloud-init/files/hearth-fence.path')
  'files/hearth-agent.service': loadTextContent('../../cloud-init/files/hearth-agent.service')
  'files/hearth-world.service': loadTextContent('../../cloud-init/files/hearth-world.service')
  'files/hearth-world.path': loadTextContent('../../cloud-init/files/hearth-world.path')
}

@export()
@description('The packed agent, as base64: its first 60,000 characters are userData, the rest comes with customData.')
var packedAgent = loadFileAsBase64('../../cloud-init/agent.tar.bz2')
