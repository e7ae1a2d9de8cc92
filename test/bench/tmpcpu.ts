import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { join } from 'node:path';
import { startSimulator } from '../simulator';
import { writeCustomerFile } from './customerFile';
const run = promisify(execFile);
async function main(){
 const rows=Number(process.argv[2]); const path='/tmp/csv/bench.csv'; await writeCustomerFile(path,rows);
 if(process.argv[3]==='u'){const fs=require('fs');fs.writeFileSync(path,fs.readFileSync(path,'utf8').replace(/"/g,'').replace(/, Pty/g,' Pty'))}
 const vendor = await startSimulator({ keepUploads: 'counts', customersPerSecond: 'instant' });
 for (let r=0;r<2;r++) for(const s of ['uploadBare.ts','uploadWithNode.ts']){
  const {stdout}=await run(process.execPath,['--expose-gc','--require','/tmp/csv/cpu.cjs','--import','tsx',join(__dirname,s),path,vendor.url,vendor.apiKey],{maxBuffer:1e8});
  const m=JSON.parse(stdout.replace(/CPU.*/,''));console.log(s,m.seconds.toFixed(1),(m.addedMb).toFixed(0)+'MB',m.blockedMs.toFixed(0)+'ms',stdout.match(/CPU.*/)?.[0],m.error);
 }
 await vendor.stop();
}
void main();
